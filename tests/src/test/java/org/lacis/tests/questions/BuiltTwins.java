package org.lacis.tests.questions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.link.Linker;
import org.lacis.query.Answers;
import org.lacis.query.QuerySetup;
import org.lacis.query.Question;
import org.lacis.query.Table;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;

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
    return new BuiltTwins(workspace, QuerySetup.equip(store), report);
  }

  BuildReport report() {
    return report;
  }

  /// What the checks of the register meet.
  List<Result> register() {
    List<Result> results = new ArrayList<>();
    store.read(view -> new Register(workspace.settings().iris()).check(view, results::add));
    return results;
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
    Question question = Question.of(query).within(Duration.ofMinutes(5));
    Table table = store.read(view -> new Answers().table(view, question));
    return table.rows().stream().map(row -> row(table.columns(), row)).toList();
  }

  private static Map<String, String> row(List<String> names, Binding binding) {
    Map<String, String> row = new LinkedHashMap<>();
    for (String name : names) {
      Node node = binding.get(name);
      if (node != null) {
        row.put(name, node.isLiteral() ? node.getLiteralLexicalForm() : node.toString());
      }
    }
    return row;
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
