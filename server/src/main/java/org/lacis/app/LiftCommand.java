package org.lacis.app;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.LiftFile;
import org.lacis.lift.LiftReport;
import org.lacis.mapping.MappingReader;
import org.lacis.vocabulary.FindingTally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs one mapping, without a workspace.
@Command(
    name = "lift",
    description = "Runs an RML mapping over its files and writes N-Quads, each once.",
    mixinStandardHelpOptions = true)
final class LiftCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MAPPING", description = "RML document in Turtle.")
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

  @Override
  public Integer call() {
    Path folder =
        base != null ? base : Objects.requireNonNull(mapping.toAbsolutePath().getParent());
    FindingTally findings = new FindingTally();
    LiftReport report = lift(folder, findings).report();
    print(report);
    return tell(findings) ? Main.FINDINGS : Main.DONE;
  }

  private LiftFile.Result lift(Path folder, FindingTally findings) {
    return output == null
        ? LiftFile.lift(mapping, folder, baseIri, Wiring.sources(), System.out, findings)
        : LiftFile.lift(mapping, folder, baseIri, Wiring.sources(), output, findings);
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
