package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlDumpTest {
  @TempDir Path folder;

  /// Every statement as `line: text`, rows as `> row`.
  private List<String> statements(String text) throws IOException {
    List<String> statements = new ArrayList<>();
    try (SqlDump dump = new SqlDump(Files.writeString(folder.resolve("a.sql"), text))) {
      for (Optional<SqlDump.Statement> s = dump.next(); s.isPresent(); s = dump.next()) {
        statements.add(s.get().line() + ": " + s.get().sql());
        if (s.get().rows()) {
          for (Optional<String> row = dump.row(); row.isPresent(); row = dump.row()) {
            statements.add("> " + row.get());
          }
        }
      }
    }
    return statements;
  }

  @Test
  void statementsEndAtSemicolonsAndKnowTheirLine() throws IOException {
    assertThat(statements("a 1;\n\n  b\n2; c;;;\n;d"))
        .containsExactly("1: a 1", "3: b\n2", "4: c", "5: d");
    assertThat(statements("")).isEmpty();
    assertThat(statements("-- nothing; here\n\n/* nor; */ ;\n")).isEmpty();
  }

  @Test
  void aSemicolonInATextNameOrCommentEndsNothing() throws IOException {
    assertThat(statements("a 'x;''y;' ; b \"n;\"\"m\" ; c -- d;\n e /* f; /* g; */ h; */ i;"))
        .containsExactly("1: a 'x;''y;'", "1: b \"n;\"\"m\"", "1: c \n e   i");
  }

  @Test
  void aBackslashEscapesOnlyInAnEscapeText() throws IOException {
    assertThat(statements("a 'x\\'; b E'x\\';y''z\\';'; c nameE'x\\'; d"))
        .containsExactly("1: a 'x\\'", "1: b E'x\\';y''z\\';'", "1: c nameE'x\\'", "1: d");
  }

  @Test
  void bodiesInDollarsAreOneText() throws IOException {
    assertThat(
            statements("f AS $$ a; 'b\n--c; $x$\n$$ g; h $t1$ ; $$ ; $t1$; i a$b$c; j $1 + $2; k"))
        .containsExactly(
            "1: f AS $$ a; 'b\n--c; $x$\n$$ g",
            "3: h $t1$ ; $$ ; $t1$",
            "3: i a$b$c",
            "3: j $1 + $2",
            "3: k");
  }

  @Test
  void rowsFollowACopyUntilTheirEnd() throws IOException {
    assertThat(
            statements(
                """
                COPY public.t (a, b)
                 FROM stdin WITH (FORMAT text);
                1\tx;y
                \\N\t'

                \\.

                SELECT 'copy from stdin';
                """))
        .containsExactly(
            "1: COPY public.t (a, b)\n FROM stdin WITH (FORMAT text)",
            "> 1\tx;y",
            "> \\N\t'",
            "> ",
            "8: SELECT 'copy from stdin'");
  }

  @Test
  void commandsToPsqlAreLeftOut() throws IOException {
    assertThat(statements("\\restrict abc;'\na '\n\\b';\n\\unrestrict abc\n"))
        .containsExactly("2: a '\n\\b'");
  }
}
