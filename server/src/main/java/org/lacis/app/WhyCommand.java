package org.lacis.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.shared.impl.PrefixMappingImpl;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.Workspace;
import org.lacis.ingest.WorkspaceException;
import org.lacis.query.QuerySetup;
import org.lacis.query.Statement;
import org.lacis.reason.Explanation;
import org.lacis.reason.Reasoner;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Prefixes;
import org.lacis.vocabulary.TwinIris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells why a statement holds.
@Command(
    name = "why",
    description = {
      "Tells why a statement holds: the shortest proof from what was said,",
      "with the graphs in which it was said and the rules that lead from there.",
      "The statement is written as in Turtle, with the usual prefixes:",
      "  lacis why '<https://twin.example/b/1> a lacis:Building'"
    },
    mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "[WORKSPACE] STATEMENT",
      description = "Folder with twin.yaml (default: this folder), and the statement.",
      arity = "1..2")
  private List<String> words = List.of();

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "fr or en (default: the first language of the workspace).")
  private @Nullable String language;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.open(Path.of(words.size() > 1 ? words.getFirst() : "."));
    if (!Files.isDirectory(workspace.store())) {
      throw new WorkspaceException(
          Finding.violation(
              "why.usage",
              Place.of(workspace.folder().toString()),
              "nothing is built there",
              "lacis build first",
              ""));
    }
    TwinIris iris = new TwinIris(workspace.settings().base());
    Reasoner reasoner = new Reasoner(iris, workspace.ruleBook());
    String tongue = language != null ? language : workspace.settings().languages().getFirst();
    try (TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()))) {
      return store.read(view -> told(view, reasoner, tongue));
    }
  }

  private int told(View view, Reasoner reasoner, String tongue) {
    PrefixMapping prefixes = new PrefixMappingImpl().setNsPrefixes(Prefixes.COMMON);
    view.dataset().prefixes().forEach(prefixes::setNsPrefix);
    Triple statement = Statement.parse(words.getLast(), prefixes);
    Optional<Explanation> why = reasoner.why(view, statement);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.println(
        why.map(found -> found.text(prefixes, tongue).stripTrailing())
            .orElseGet(() -> Explanation.nothing(tongue)));
    out.flush();
    return why.isPresent() ? Main.DONE : Main.FINDINGS;
  }
}
