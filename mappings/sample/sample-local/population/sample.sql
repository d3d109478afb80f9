-- Données synthétiques : commune inventée, écrite par Lacis. Synthetic data.
CREATE TABLE population_batiment (batiment VARCHAR(24) PRIMARY KEY,
  annee INTEGER NOT NULL, habitants INTEGER NOT NULL, menages INTEGER NOT NULL);
INSERT INTO population_batiment VALUES
('BU_96001AA5',2024,2,1),
('BU_96001AA5_2',2024,2,1),
('BU_96001AA6',2024,3,2);
