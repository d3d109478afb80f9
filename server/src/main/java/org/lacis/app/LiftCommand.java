package org.lacis.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.Explanation;
import org.lacis.lift.LiftFile;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.LiftSummary;
import org.lacis.lift.Sample;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.NormalForm;
import org.lacis.vocabulary.FindingSink;
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

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Print the triples of the first N records of each source, record by record.")
  private long sample;

  @Option(
      names = "--input",
      paramLabel = "[NAME=]FILE",
      description = {
        "File to read for the source that the mapping calls NAME; - is standard input.",
        "NAME may be left out where the mapping reads one file alone."
      })
  private List<String> inputs = List.of();

  @Option(
      names = "--json",
      description =
          "Tell counts and findings as JSON: on standard output with -o, else on standard error.")
  private boolean json;

  @Override
  public Integer call() {
    try (LiftInputs given = LiftInputs.of(inputs, mapping, baseIri)) {
      return run(given);
    }
  }

  private int run(LiftInputs given) {
    LiftSettings settings = settings().withFiles(given.files());
    if (explain) {
      System.out.print(Explanation.of(mapping, settings));
      return Main.DONE;
    }
    FindingTally findings = new FindingTally();
    FindingSink told = finding -> findings.report(given.renamed(finding));
    try {
      if (sample > 0) {
        Sample.Result result = Sample.of(mapping, settings, Wiring.sources(), sample, told);
        System.out.print(result.text());
        tell(new LiftSummary(result.report(), OptionalLong.empty(), findings), System.err);
      } else {
        LiftFile.Result result = lift(settings, told);
        tell(
            new LiftSummary(result.report(), OptionalLong.of(result.written()), findings),
            json && output != null ? System.out : System.err);
      }
    } catch (MappingException e) {
      throw new MappingException(e.problems().stream().map(given::renamed).toList(), e);
    }
    return findings.count() > 0 ? Main.FINDINGS : Main.DONE;
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

  private LiftFile.Result lift(LiftSettings settings, FindingSink findings) {
    return output == null
        ? LiftFile.lift(mapping, settings, Wiring.sources(), System.out, findings)
        : LiftFile.lift(mapping, settings, Wiring.sources(), output, findings);
  }

  private void tell(LiftSummary summary, PrintStream to) {
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("mapping", mapping.toString());
      told.putAll(summary.json());
      to.println(Json.write(told));
    } else {
      summary.lines().forEach(to::println);
    }
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
