-- an invented local database
CREATE TABLE arrondissement (insee CHAR(5) PRIMARY KEY, nom VARCHAR(80) NOT NULL, trigramme CHAR(3));
CREATE TABLE velov_station (num INTEGER PRIMARY KEY, nom VARCHAR(120), adresse VARCHAR(200), insee CHAR(5), bornes INTEGER, velos INTEGER, statut VARCHAR(10), lon DOUBLE PRECISION, lat DOUBLE PRECISION, maj TIMESTAMP);
CREATE TABLE installation (id VARCHAR(12) PRIMARY KEY, nom VARCHAR(200), insee CHAR(5), commune VARCHAR(80));
CREATE TABLE equipement (id VARCHAR(14) PRIMARY KEY, installation_id VARCHAR(12) REFERENCES installation(id), nom VARCHAR(200), type VARCHAR(120), famille VARCHAR(120), lon DOUBLE PRECISION, lat DOUBLE PRECISION);
INSERT INTO arrondissement VALUES ('69991','Exempleville 1er Arrondissement','EX1');
INSERT INTO velov_station VALUES (90001,'Place Maréchal Exemple','5, Place Maréchal Exemple','69991',20,2,'OPEN',4.81,45.71,'2017-04-13 14:50:52');
INSERT INTO velov_station VALUES (90002,'L''Autre Gare',NULL,'69992',15,NULL,'CLOSED',4.81,45.73,NULL);
INSERT INTO installation VALUES ('I699910001',NULL,'69991','Exempleville');
INSERT INTO equipement VALUES ('E001I699910001','I699910001','Skate park','Skate park','Skate park & vélo',4.81,45.71);
INSERT INTO equipement VALUES ('E002I699910001','I699910001','terrain','Terrain de football',NULL,4.812,45.71);
