package org.lacis.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.Explanation;
import org.lacis.lift.LiftFile;
import org.lacis.lift.LiftReport;
import org.lacis.lift.LiftSettings;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.NormalForm;
import org.lacis.vocabulary.FindingTally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs one mapping, without a workspace.
@Command(
    name = "lift",
    description = {
      "Runs a mapping over its sources and writes N-Quads, each once.",
      "The mapping is RML, RML of before 2024, R2RML or YARRRML; its content tells which."
    },
    mixinStandardHelpOptions = true)
final class LiftCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MAPPING", description = "RML or R2RML in Turtle, or YARRRML.")
  private Path mapping = Path.of("mapping.ttl");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write (default: standard output).")
  private @Nullable Path output;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Folder of the files that the mapping names (default: that of the mapping).")
  private @Nullable Path base;

  @Option(
      names = "--base-iri",
      paramLabel = "IRI",
      description = "Base of relative IRIs (default: ${DEFAULT-VALUE}).",
      defaultValue = MappingReader.DEFAULT_BASE)
  private String baseIri = MappingReader.DEFAULT_BASE;

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description = "Database of a mapping that names none, as R2RML never does.")
  private @Nullable String database;

  @Option(names = "--user", paramLabel = "NAME", description = "Who asks the database.")
  private String user = "";

  @Option(
      names = "--password",
      description = "Password for the database; without a value it is asked for.",
      interactive = true,
      arity = "0..1")
  private String password = "";

  @Option(
      names = "--explain",
      description = "Print what the mapping means in RML, and how it would be carried out.")
  private boolean explain;

  @Override
  public Integer call() {
    if (explain) {
      System.out.print(Explanation.of(mapping, settings()));
      return Main.DONE;
    }
    FindingTally findings = new FindingTally();
    LiftReport report = lift(findings).report();
    print(report);
    return tell(findings) ? Main.FINDINGS : Main.DONE;
  }

  private LiftSettings settings() {
    Path folder =
        base != null ? base : Objects.requireNonNull(mapping.toAbsolutePath().getParent());
    LiftSettings settings = LiftSettings.beside(folder, baseIri).withTargets(Path.of(""));
    return database == null
        ? settings
        : settings.withDatabases(
            Map.of(
                NormalForm.UNNAMED_DATABASE, new LiftSettings.Database(database, user, password)));
  }

  private LiftFile.Result lift(FindingTally findings) {
    return output == null
        ? LiftFile.lift(mapping, settings(), Wiring.sources(), System.out, findings)
        : LiftFile.lift(mapping, settings(), Wiring.sources(), output, findings);
  }

  private static void print(LiftReport report) {
    report
        .parts()
        .forEach(part ->
            System.err.printf(
                "%-40s %,12d records %,14d triples%s%n",
                part.name(),
                part.records(),
                part.triples(),
                part.skipped().isEmpty() ? "" : "  skipped " + part.skipped()));
    System.err.printf("%.1f s%n", report.time().toMillis() / 1000.0);
  }

  static boolean tell(FindingTally findings) {
    findings
        .entries()
        .forEach((code, entry) -> {
          System.err.printf("%,d × %s (%s)%n", entry.count(), code, Words.of(entry.worst()));
          entry.examples().forEach(finding -> System.err.println("    " + finding.sentence()));
        });
    return findings.count() > 0;
  }
}
