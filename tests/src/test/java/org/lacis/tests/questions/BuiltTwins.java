package org.lacis.tests.questions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.link.Linker;
import org.lacis.query.function.GeoFunctions;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;

/// The project's own workspace, built from the shared data into a store of its own.
final class BuiltTwins implements AutoCloseable {
  private final Workspace workspace;
  private final TwinStore store;
  private final BuildReport report;

  private BuiltTwins(Workspace workspace, TwinStore store, BuildReport report) {
    this.workspace = workspace;
    this.store = store;
    this.report = report;
  }

  /// Builds a copy of the workspace, so that nothing is left in the checkout.
  static BuiltTwins build(Path project, Path folder, Path data) {
    for (String part : List.of("twin.yaml", "mappings", "ontologies", "queries")) {
      copy(project.resolve(part), folder.resolve(part));
    }
    Workspace workspace = Workspace.open(folder);
    TwinStore store = TwinStore.open(workspace.store());
    Linker linker =
        new Linker(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
    BuildReport report =
        new Build(workspace, new Sources(StandardFormats.all()), linker, BuildObserver.SILENT)
            .run(store, Optional.of(data));
    GeoFunctions.addTo(functions(store.dataset()));
    return new BuiltTwins(workspace, store, report);
  }

  BuildReport report() {
    return report;
  }

  /// The names of all questions of the workspace.
  List<String> questions() {
    return workspace.queries().stream()
        .map(file -> String.valueOf(file.getFileName()).replace(".rq", ""))
        .toList();
  }

  String text(String question) {
    try {
      return Files.readString(workspace.folder().resolve("queries").resolve(question + ".rq"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The answers of a question, each as text by name of variable.
  List<Map<String, String>> ask(String question) {
    return run(text(question));
  }

  private List<Map<String, String>> run(String query) {
    TwinDataset dataset = store.dataset();
    dataset.begin(ReadWrite.READ);
    try (QueryExec exec = QueryExec.dataset(dataset).query(query).build()) {
      List<Map<String, String>> rows = new ArrayList<>();
      RowSet answers = exec.select();
      while (answers.hasNext()) {
        rows.add(row(answers.getResultVars(), answers.next()));
      }
      return rows;
    } finally {
      dataset.end();
    }
  }

  private static Map<String, String> row(List<Var> names, Binding binding) {
    Map<String, String> row = new LinkedHashMap<>();
    for (Var name : names) {
      Node node = binding.get(name);
      if (node != null) {
        row.put(
            name.getVarName(), node.isLiteral() ? node.getLiteralLexicalForm() : node.toString());
      }
    }
    return row;
  }

  private static FunctionRegistry functions(TwinDataset dataset) {
    FunctionRegistry functions =
        FunctionRegistry.createFrom(FunctionRegistry.get(ARQ.getContext()));
    FunctionRegistry.set(dataset.getContext(), functions);
    return functions;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
