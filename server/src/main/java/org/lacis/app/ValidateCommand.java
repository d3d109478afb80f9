package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.SourceRecords;
import org.lacis.ingest.StatementFile;
import org.lacis.ingest.Workspace;
import org.lacis.ingest.WorkspaceException;
import org.lacis.query.QuerySetup;
import org.lacis.serve.page.Checked;
import org.lacis.serve.page.CheckedMaker;
import org.lacis.serve.page.ReportFile;
import org.lacis.serve.twin.Labels;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.validate.Validator;
import org.lacis.validate.register.Register;
import org.lacis.validate.report.Origin;
import org.lacis.validate.report.Origins;
import org.lacis.validate.report.Report;
import org.lacis.validate.report.ReportGraph;
import org.lacis.validate.report.ReportJson;
import org.lacis.validate.report.ReportTable;
import org.lacis.validate.report.ShapeNames;
import org.lacis.validate.report.Validation;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;
import org.lacis.vocabulary.TwinIris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Holds a built twin, or files, against shapes and the checks of a register.
@Command(
    name = "validate",
    description = {
      "Holds the built twin against the shapes of its ontologies and the checks of a register:",
      "codes of communes, places, identifiers, ranges, ends of links, intervals of time.",
      "Results are grouped by what they break, with counts, three examples, the file and record",
      "that each came from, and what can be done.",
      "With DATA files these are held against the shapes instead, without any store.",
      "Exit code 1 when a result is as bad as --fail-on says, 0 when none is."
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  /// How the report is written.
  enum Format {
    TABLE,
    JSON,
    TURTLE,
    HTML
  }

  /// From which severity on the command fails.
  enum Threshold {
    VIOLATION(Optional.of(Severity.VIOLATION)),
    WARNING(Optional.of(Severity.WARNING)),
    INFO(Optional.of(Severity.INFO)),
    NEVER(Optional.empty());

    private final transient Optional<Severity> severity;

    Threshold(Optional<Severity> severity) {
      this.severity = severity;
    }

    boolean isMet(Report report) {
      return severity.filter(report::reaches).isPresent();
    }
  }

  @Parameters(
      paramLabel = "[WORKSPACE] [DATA]",
      description = {
        "Folder with twin.yaml (default: this folder); files of statements to be checked in the",
        "place of its store: Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD, each also .gz."
      },
      arity = "0..*")
  private List<Path> places = List.of();

  @Option(
      names = "--shapes",
      paramLabel = "FILE",
      description = "Shapes to hold it against (default: ontologies/*/shapes.ttl).",
      arity = "1..*")
  private List<Path> shapes = List.of();

  @Option(
      names = "--checks",
      paramLabel = "NAME,…",
      split = ",",
      description =
          "Checks of the register to run, or none (default: all): commune-code,"
              + " unit-of-place, place, identifier, value-range, link-end, interval.")
  private @Nullable List<String> checks;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "TABLE")
  private Format format = Format.TABLE;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "VIOLATION")
  private Threshold threshold = Threshold.VIOLATION;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "File to write the report to (default: standard output).")
  private @Nullable Path output;

  @Option(
      names = "--no-records",
      negatable = true,
      description = "Do not read the source files again to find the record of each example.")
  private boolean records = true;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the source files (default: what twin.yaml says).")
  private @Nullable Path data;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many results TURTLE lists (default: ${DEFAULT-VALUE}).",
      defaultValue = "50000")
  private int most = Report.KEPT;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "fr or en (default: the first language of the workspace).")
  private @Nullable String language;

  @Override
  public Integer call() {
    List<Path> files = places.stream().filter(place -> !Files.isDirectory(place)).toList();
    Set<String> wanted = wanted();
    Report report = files.isEmpty() ? ofStore(wanted) : ofFiles(files, wanted);
    return threshold.isMet(report) ? Main.FINDINGS : Main.DONE;
  }

  private Set<String> wanted() {
    if (checks == null) {
      return Set.copyOf(Register.names());
    }
    Set<String> wanted = new LinkedHashSet<>(checks);
    wanted.remove("none");
    for (String name : wanted) {
      if (!Register.names().contains(name)) {
        throw wrong("--checks", name, "none, or some of " + String.join(", ", Register.names()));
      }
    }
    return wanted;
  }

  private Path folder() {
    return places.stream().filter(Files::isDirectory).findFirst().orElse(Path.of("."));
  }

  private Report ofStore(Set<String> wanted) {
    Workspace workspace = Workspace.open(folder());
    if (!Files.isDirectory(workspace.store())) {
      throw wrong(workspace.folder().toString(), "nothing is built there", "lacis build first");
    }
    String tongue = language != null ? language : workspace.settings().languages().getFirst();
    TwinIris iris = new TwinIris(workspace.settings().base());
    try (TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()))) {
      return store.read(view -> {
        Graph asked = shapes.isEmpty() ? ofWorkspace(workspace) : read(shapes);
        Report report = report(view, iris, asked, wanted);
        Map<Node, Origin> origins = new HashMap<>(new Origins(iris).of(view, report));
        if (records) {
          locate(workspace, view, origins);
        }
        String title = Objects.toString(workspace.settings().title().get(tongue), "Lacis");
        write(view, report, new ShapeNames(asked, terms(view, iris), tongue), origins, title);
        return report;
      });
    }
  }

  /// Files are put into a store in memory, each into a graph of its own where they name none.
  private Report ofFiles(List<Path> files, Set<String> wanted) {
    Optional<Workspace> workspace =
        Files.isRegularFile(folder().resolve("twin.yaml"))
            ? Optional.of(Workspace.open(folder()))
            : Optional.empty();
    TwinIris iris =
        new TwinIris(workspace.map(one -> one.settings().base()).orElse("https://twin.example/"));
    String tongue =
        language != null
            ? language
            : workspace.map(one -> one.settings().languages().getFirst()).orElse("en");
    FindingTally unread = new FindingTally();
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      Graph asked =
          !shapes.isEmpty()
              ? read(shapes)
              : workspace.map(ValidateCommand::ofWorkspace).orElseGet(() -> built("shapes.ttl"));
      store.write(view -> {
        Node ontology = iris.ontologyGraph("territory");
        ontologies(workspace)
            .find()
            .forEachRemaining(
                t -> view.add(ontology, t.getSubject(), t.getPredicate(), t.getObject()));
        for (Path file : files) {
          String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-");
          new StatementFile(file, Optional.of(iris.datasetGraph("file/" + name)))
              .read(quad -> view.dataset().add(quad), unread);
        }
        return true;
      });
      Report report =
          store.read(view -> {
            Report made = report(view, iris, asked, wanted);
            write(
                view,
                made,
                new ShapeNames(asked, terms(view, iris), tongue),
                new Origins(iris).of(view, made),
                "Lacis");
            return made;
          });
      boolean _ = LiftCommand.tell(unread);
      return report;
    }
  }

  private Report report(View view, TwinIris iris, Graph asked, Set<String> wanted) {
    Optional<Validator> validator =
        asked.isEmpty() ? Optional.empty() : Optional.of(new Validator(asked, "en"));
    return new Validation(validator, new Register(iris), wanted, most).of(view);
  }

  private void locate(Workspace workspace, View view, Map<Node, Origin> origins) {
    Map<Node, String> datasets = new HashMap<>();
    origins.forEach((thing, origin) -> datasets.put(thing, origin.dataset()));
    Map<Node, Place> found =
        SourceRecords.of(workspace, Wiring.sources(), Optional.ofNullable(data), Long.MAX_VALUE)
            .find(view, SourceRecords.byDataset(datasets));
    origins.replaceAll(
        (thing, origin) -> Optional.ofNullable(found.get(thing)).map(origin::at).orElse(origin));
  }

  private void write(
      View view, Report report, ShapeNames names, Map<Node, Origin> origins, String title) {
    String text =
        switch (format) {
          case TABLE -> String.join("\n", ReportTable.lines(report, names, origins)) + "\n";
          case JSON -> Json.write(ReportJson.of(report, names, origins)) + "\n";
          case TURTLE -> turtle(report);
          case HTML -> html(view, report, names, origins, title);
        };
    if (output == null) {
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(text);
      out.flush();
      return;
    }
    try {
      Files.writeString(output, text);
    } catch (IOException e) {
      throw wrong("--output", output + ": " + e.getMessage(), "a file that can be written");
    }
  }

  private static String turtle(Report report) {
    StringWriter out = new StringWriter();
    RDFDataMgr.write(out, ReportGraph.of(report), Lang.TURTLE);
    if (!report.whole()) {
      out.append("# The first results only: --most lists more.\n");
    }
    return out.toString();
  }

  private static String html(
      View view, Report report, ShapeNames names, Map<Node, Origin> origins, String title) {
    org.lacis.serve.page.Words words = ReportFile.words(names.language());
    Labels labels = new Labels(view.dataset(), words.language().tag());
    CheckedMaker maker =
        new CheckedMaker(
            names.shapes(), origins, words, labels::of, node -> node.isURI() ? node.getURI() : "");
    Checked checked = maker.make(report, "");
    return ReportFile.page(title, words, checked);
  }

  private static Graph ofWorkspace(Workspace workspace) {
    return read(
        workspace.ontologies().stream()
            .map(folder -> folder.resolve("shapes.ttl"))
            .filter(Files::isRegularFile)
            .toList());
  }

  /// What classes and properties are, for files: those of the workspace, else the program's own.
  private static Graph ontologies(Optional<Workspace> workspace) {
    if (workspace.isEmpty()) {
      Graph own = built("ontology.ttl");
      built("alignments.ttl").find().forEachRemaining(own::add);
      return own;
    }
    List<Path> files = new ArrayList<>();
    for (Path folder : workspace.get().ontologies()) {
      for (String name : List.of("ontology.ttl", "alignments.ttl")) {
        if (Files.isRegularFile(folder.resolve(name))) {
          files.add(folder.resolve(name));
        }
      }
    }
    return read(files);
  }

  private static Graph built(String file) {
    Graph graph = GraphFactory.createDefaultGraph();
    try (InputStream in =
        Objects.requireNonNull(
            ValidateCommand.class.getResourceAsStream("/org/lacis/ontologies/territory/" + file))) {
      RDFParser.source(in).lang(Lang.TURTLE).parse(graph);
      return graph;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Graph read(List<Path> files) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw wrong(file.toString(), "no such file", "a file of shapes in an RDF form");
      }
      try {
        RDFParser.source(file).parse(graph);
      } catch (RiotException e) {
        throw wrong(file.toString(), String.valueOf(e.getMessage()), "shapes in an RDF form");
      }
    }
    return graph;
  }

  private static Graph terms(View view, TwinIris iris) {
    Graph terms = GraphFactory.createDefaultGraph();
    Iterator<Node> graphs = view.dataset().listGraphNodes();
    while (graphs.hasNext()) {
      Node graph = graphs.next();
      if (graph.isURI() && graph.getURI().startsWith(iris.base() + "graph/ontology/")) {
        view.dataset()
            .findNG(graph, Node.ANY, Node.ANY, Node.ANY)
            .forEachRemaining(quad -> terms.add(quad.asTriple()));
      }
    }
    return terms;
  }

  private static WorkspaceException wrong(String place, String found, String expected) {
    return new WorkspaceException(
        Finding.violation("validate.usage", Place.of(place), found, expected, ""));
  }
}
