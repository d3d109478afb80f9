package org.lacis.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.Workspace;
import org.lacis.serve.twin.CatalogueDocument;
import org.lacis.serve.twin.Figures;
import org.lacis.serve.twin.GraphFigures;
import org.lacis.serve.twin.VoidDocument;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the catalogue of a built twin.
@Command(
    name = "catalogue",
    description = "Writes the catalogue of a built twin: DCAT-AP, or VoID.",
    mixinStandardHelpOptions = true)
final class CatalogueCommand implements Callable<Integer> {
  /// Forms by name.
  enum Format {
    TURTLE(Form.TURTLE),
    JSONLD(Form.JSON_LD),
    NTRIPLES(Form.N_TRIPLES),
    RDFXML(Form.RDF_XML);

    private final Form form;

    Format(Form form) {
      this.form = form;
    }
  }

  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TURTLE;

  @Option(names = "--void", description = "What the twin holds, in figures, in place of DCAT.")
  private boolean figuresOnly;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description = "Where the twin is served (default: its base).")
  private @Nullable String address;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.open(folder);
    if (!Files.isDirectory(workspace.store())) {
      System.err.println("lacis: nothing is built yet. Run: lacis build " + folder);
      return Main.USAGE;
    }
    TwinIris iris = workspace.settings().iris();
    String given = address == null ? iris.base() : address;
    String at = given.endsWith("/") ? given : given + "/";
    if (!at.matches("https?://[^\\s<>\"{}|\\\\^`]+/")) {
      System.err.println("lacis: --address: found '" + at + "', expected http:// or https://");
      return Main.USAGE;
    }
    try (TwinStore store = TwinStore.open(workspace.store());
        Figures figures = new Figures(store, iris)) {
      Graph graph =
          store.read(view -> {
            Map<Node, GraphFigures> counted = figures.count(view);
            return figuresOnly
                ? VoidDocument.of(view.dataset(), iris, counted, at)
                : CatalogueDocument.of(view.dataset(), iris, counted, at);
          });
      byte[] bytes = RdfAnswer.bytes(graph, format.form);
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
    return Main.DONE;
  }
}
