package org.lacis.ingest;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdfpatch.RDFChanges;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.jspecify.annotations.Nullable;
import org.lacis.store.Difference;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// The differences that builds made to datasets, one RDF Patch a run and dataset, in
/// `<folder>/<twin>/<dataset>/<run>.rdfp`.
///
/// A patch is written before the commit that it tells of, and on disk before it, as
/// `<run>.rdfp.pending`; the catalogue of the same commit names it as the dataset's last change.
/// After the commit it gets its name. A process that is killed between leaves a pending file, and
/// the catalogue says whether it came to pass ([#settle]).
///
/// A patch says `_:label` for a blank node that has this label in the store.
public final class ChangeLog {
  private static final String PATCH = ".rdfp";
  private static final String PENDING = ".rdfp.pending";
  private static final Pattern COUNTS = Pattern.compile("# (\\d+) removed, (\\d+) added");

  private final Path folder;
  private final TwinIris iris;

  /// One difference.
  ///
  /// @param dataset `<twin>/<dataset>`
  /// @param run when the run began, `20261126T021123.123Z`, which names the difference
  /// @param removed how many statements; likewise `added`
  public record Change(String dataset, String run, long removed, long added, Path file) {}

  ChangeLog(Path folder, TwinIris iris) {
    this.folder = folder;
    this.iris = iris;
  }

  /// The differences of a workspace.
  public static ChangeLog of(Workspace workspace) {
    return new ChangeLog(workspace.own("changes"), workspace.settings().iris());
  }

  /// The datasets that have changed since they were first built, ordered by name.
  public List<String> datasets() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(PATCH))
          .map(file -> Workspace.slashes(folder.relativize(file)).replaceFirst("/[^/]*$", ""))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The differences of a dataset, oldest first; empty when there are none.
  public List<Change> changes(String dataset) {
    List<Change> changes = new ArrayList<>();
    for (Path file : files(dataset, PATCH)) {
      String name = String.valueOf(file.getFileName());
      changes.add(change(dataset, name.substring(0, name.length() - PATCH.length()), file));
    }
    return changes;
  }

  /// One difference of a dataset.
  public Optional<Change> find(String dataset, String run) {
    return changes(dataset).stream().filter(change -> change.run().equals(run)).findFirst();
  }

  private List<Path> files(String dataset, String ending) {
    Path own = folder.resolve(dataset).normalize();
    if (!own.startsWith(folder) || !Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(own)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The counts stand in the last line.
  private static Change change(String dataset, String run, Path file) {
    try (java.io.RandomAccessFile in = new java.io.RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(100, in.length())];
      in.seek(in.length() - end.length);
      in.readFully(end);
      Matcher counts = COUNTS.matcher(new String(end, StandardCharsets.UTF_8));
      boolean told = counts.find();
      return new Change(
          dataset,
          run,
          told ? Long.parseLong(counts.group(1)) : -1,
          told ? Long.parseLong(counts.group(2)) : -1,
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What names a difference in the catalogue.
  Node node(String dataset, String run) {
    return iris.node("id/change/" + dataset + "/" + run);
  }

  /// Begins a difference.
  Pending begin(String dataset, Node graph, String run) {
    return new Pending(dataset, graph, run);
  }

  /// Gives every patch that a process which was killed has left pending its name, or takes it away,
  /// as the store says that its commit came to pass or did not.
  public void settle(TwinStore store) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> pending;
    try (Stream<Path> files = Files.walk(folder)) {
      pending = files.filter(file -> file.toString().endsWith(PENDING)).toList();
      for (Path file : pending) {
        String path = Workspace.slashes(folder.relativize(file));
        String dataset = path.substring(0, path.lastIndexOf('/'));
        String run = path.substring(path.lastIndexOf('/') + 1, path.length() - PENDING.length());
        Node graph = iris.datasetGraph(dataset);
        Optional<Node> last = store.read(view -> Catalogue.lastChange(view, iris, graph));
        if (last.filter(node(dataset, run)::equals).isPresent()) {
          named(file);
        } else {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void named(Path pending) throws IOException {
    String name = String.valueOf(pending.getFileName());
    Files.move(
        pending,
        pending.resolveSibling(name.substring(0, name.length() - ".pending".length())),
        StandardCopyOption.ATOMIC_MOVE);
  }

  /// Deletes the oldest differences of a dataset.
  ///
  /// @param keep how many stay
  void prune(String dataset, int keep) {
    List<Path> all = files(dataset, PATCH);
    try {
      for (Path file : all.subList(0, Math.max(0, all.size() - keep))) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A patch that is being written. Its file is made with the first statement.
  final class Pending implements Difference {
    private final String dataset;
    private final Node graph;
    private final String run;
    private final Path file;
    private @Nullable FileOutputStream disk;
    private @Nullable OutputStream out;
    private @Nullable RDFChanges writer;
    private long removed;
    private long added;

    private Pending(String dataset, Node graph, String run) {
      this.dataset = dataset;
      this.graph = graph;
      this.run = run;
      this.file = folder.resolve(dataset).resolve(run + PENDING);
    }

    @Override
    public void removed(Node subject, Node predicate, Node object) {
      writer().delete(graph, subject, predicate, object);
      removed++;
    }

    @Override
    public void added(Node subject, Node predicate, Node object) {
      writer().add(graph, subject, predicate, object);
      added++;
    }

    private RDFChanges writer() {
      if (writer != null) {
        return writer;
      }
      try {
        Files.createDirectories(folder.resolve(dataset));
        disk = new FileOutputStream(file.toFile());
        out = new BufferedOutputStream(disk, 1 << 16);
        writer = RDFPatchOps.textWriter(out);
        writer.header("id", node());
        List<Change> before = changes(dataset);
        if (!before.isEmpty()) {
          writer.header("prev", ChangeLog.this.node(dataset, before.getLast().run()));
        }
        writer.header("graph", NodeFactory.createURI(graph.getURI()));
        writer.txnBegin();
        return writer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String dataset() {
      return dataset;
    }

    Node node() {
      return ChangeLog.this.node(dataset, run);
    }

    /// The patch is on disk when this returns.
    ///
    /// @return how many statements it removes and adds
    Change finish() {
      if (writer == null || out == null || disk == null) {
        return new Change(dataset, run, 0, 0, file);
      }
      try {
        writer.txnCommit();
        writer.finish();
        out.write(
            ("# " + removed + " removed, " + added + " added\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        disk.getFD().sync();
        out.close();
        return new Change(dataset, run, removed, added, file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Gives it its name, after the commit.
    void publish() {
      try {
        if (Files.exists(file)) {
          named(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Takes it away: the commit was given up.
    void withdraw() {
      try {
        if (out != null) {
          out.close();
        }
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
