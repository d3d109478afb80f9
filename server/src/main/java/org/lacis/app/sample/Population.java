package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;

/// The population of the local side by building: an SQL dump that H2, SQLite and PostgreSQL load.
final class Population implements SampleFile {
  private static final int ROWS = 200;

  private final TextFile out;
  private int row;

  Population(Path file) throws IOException {
    out = new TextFile(file);
    out.line("-- Données synthétiques : commune inventée, écrite par Lacis. Synthetic data.");
    out.line("CREATE TABLE population_batiment (batiment VARCHAR(24) PRIMARY KEY,");
    out.line("  annee INTEGER NOT NULL, habitants INTEGER NOT NULL, menages INTEGER NOT NULL);");
  }

  @Override
  public void local(LocalBuilding building) throws IOException {
    if (building.inhabitants() == 0) {
      return;
    }
    out.text(
            row % ROWS == 0
                ? (row == 0 ? "" : ";\n") + "INSERT INTO population_batiment VALUES\n"
                : ",\n")
        .text("('" + building.id() + "',2024,")
        .text(building.inhabitants())
        .text(",")
        .text(building.households())
        .text(")")
        .flushLine();
    row++;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.line(row == 0 ? "" : ";");
    }
  }
}
