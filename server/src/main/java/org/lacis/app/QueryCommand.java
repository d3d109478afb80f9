package org.lacis.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.jspecify.annotations.Nullable;
import org.lacis.federate.Inquiry;
import org.lacis.federate.Services;
import org.lacis.ingest.Workspace;
import org.lacis.ingest.WorkspaceException;
import org.lacis.query.Answers;
import org.lacis.query.QuerySetup;
import org.lacis.query.Question;
import org.lacis.query.SaidOnly;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks a built workspace.
@Command(
    name = "query",
    description = "Asks a question in SPARQL, from a file or given with -e.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
  /// How an answer is written.
  enum Format {
    TABLE,
    CSV,
    JSON,
    TTL
  }

  @Parameters(
      paramLabel = "[WORKSPACE] [FILE.rq]",
      description = "Folder with twin.yaml (default: this folder), and the file of the question.",
      arity = "0..2")
  private List<Path> places = List.of();

  @Option(names = "-e", paramLabel = "SPARQL", description = "The question itself.")
  private @Nullable String sparql;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "TABLE")
  private Format format = Format.TABLE;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the answer may take (default: ${DEFAULT-VALUE}).",
      defaultValue = "300")
  private long timeout;

  @Option(names = "--explain", description = "Tell how it would be answered, and do not ask it.")
  private boolean explain;

  @Option(
      names = "--said-only",
      description = "Leave out what was inferred: ask of what was said alone.")
  private boolean saidOnly;

  @Option(
      names = "--federated",
      description = "Ask the partners of twin.yaml, too, as if all were one store.")
  private boolean federated;

  @Option(
      names = "--sources",
      description = "With --federated: a column that tells who each row comes from.")
  private boolean sources;

  @Option(
      names = "--whole",
      description = "With --federated or SERVICE: a whole answer or none, when a partner fails.")
  private boolean whole;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "With --federated: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "ANY")
  private Inquiry.Engine engine = Inquiry.Engine.ANY;

  @Option(
      names = "--analyze",
      description = "Ask it, and tell how it was answered: rows and time of each step.")
  private boolean analyze;

  @Override
  public Integer call() {
    Path file = file();
    Workspace workspace = Workspace.open(folder());
    String text = sparql != null ? sparql : read(file);
    Question question =
        Question.of(text, sparql != null ? "-e" : file.toString())
            .within(Duration.ofSeconds(timeout));
    if (!Files.isDirectory(workspace.store())) {
      throw wrong(workspace.folder().toString(), "nothing is built there", "lacis build first");
    }
    try (TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()))) {
      if (federated || Services.named(question.query())) {
        return new FederatedAsking(workspace, new Inquiry.Wishes(whole, sources, engine), federated)
            .answer(store, question, format, explain || analyze);
      }
      Node inferred = workspace.settings().iris().inferredGraph();
      store.read(view -> {
        if (saidOnly) {
          SaidOnly.restrict(question.query(), view.dataset(), inferred);
        }
        return answer(view, question);
      });
    }
    return Main.DONE;
  }

  private boolean answer(View view, Question question) {
    Answers answers = new Answers();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    if (analyze) {
      out.println(answers.measured(view, question));
    } else if (explain) {
      out.println(answers.explain(view, question));
    } else if (question.query().isSelectType()) {
      RowSets.write(answers.table(view, question), out, format, question.query());
    } else if (question.query().isAskType()) {
      out.println(answers.ask(view, question));
    } else {
      RDFDataMgr.write(out, answers.graph(view, question), Lang.TURTLE);
    }
    out.flush();
    return true;
  }

  private Path folder() {
    return places.stream().filter(place -> !isQuestion(place)).findFirst().orElse(Path.of("."));
  }

  private Path file() {
    if (sparql != null) {
      return Path.of("-e");
    }
    return places.stream()
        .filter(QueryCommand::isQuestion)
        .findFirst()
        .orElseThrow(() -> wrong("query", "no question", "a file FILE.rq, or -e 'SPARQL'"));
  }

  private static boolean isQuestion(Path place) {
    return Objects.toString(place.getFileName(), "").endsWith(".rq");
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw wrong(file.toString(), "no such file", "a file with a SPARQL query");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WorkspaceException wrong(String place, String found, String expected) {
    return new WorkspaceException(
        Finding.violation("query.usage", Place.of(place), found, expected, ""));
  }
}
