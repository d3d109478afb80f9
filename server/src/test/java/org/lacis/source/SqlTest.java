package org.lacis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlTest {
  private static final String URL = "jdbc:h2:mem:source";

  @TempDir Path folder;
  private Connection keeper;

  @BeforeEach
  void fill() throws SQLException {
    keeper = DriverManager.getConnection(URL);
    try (Statement sql = keeper.createStatement()) {
      sql.execute(
          "CREATE TABLE STOP(ID INTEGER, NAME VARCHAR(20), H DOUBLE PRECISION, D DATE,"
              + " T TIMESTAMP, OK BOOLEAN, P DECIMAL(8,2))");
      sql.execute(
          "INSERT INTO STOP VALUES (1, 'Perrache', 80.25, '2009-10-10', '2009-10-10 12:12:22',"
              + " TRUE, 30.50), (2, NULL, NULL, NULL, NULL, NULL, NULL)");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Statement sql = keeper.createStatement()) {
      sql.execute("DROP ALL OBJECTS");
    }
    keeper.close();
  }

  @Test
  void a01_naturalDatatypesOfATable() {
    Reading reading = Reading.at(folder, URL).as("SQL2008Table").iterator("STOP");
    assertThat(reading.read("\"ID\"", "name", "H", "D", "T", "OK", "P").rows())
        .containsExactly(
            "1^^integer,Perrache,8.025E1^^double,2009-10-10^^date,"
                + "2009-10-10T12:12:22^^dateTime,true^^boolean,30.5^^decimal",
            "2^^integer,,,,,,");
  }

  @Test
  void a02_queries() {
    Reading reading =
        Reading.at(folder, URL).as("SQL2008Query").iterator("SELECT COUNT(*) AS N FROM STOP;");
    assertThat(reading.read("N").rows()).containsExactly("2^^integer");
  }

  @Test
  void b01_mistakes() {
    assertThatThrownBy(
            () -> Reading.at(folder, URL).as("SQL2008Table").iterator("STOP").read("NAMES"))
        .hasMessageContaining("Did you mean 'NAME'?");
    assertThatThrownBy(
            () -> Reading.at(folder, URL).as("SQL2008Table").iterator("STOPS").read("NAME"))
        .isInstanceOf(SourceException.class);
    assertThatThrownBy(() ->
            Reading.at(folder, "jdbc:h2:tcp://localhost:1/none")
                .as("SQL2008Table")
                .iterator("A")
                .read("B"))
        .hasMessageContaining("Check that the server runs");
  }
}
