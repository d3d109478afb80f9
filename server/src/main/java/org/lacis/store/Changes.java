package org.lacis.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.vocabulary.FindingSink;

/// What one write transaction has done so far: quads that wait to be inserted together, and
/// geometry literals that the index does not know yet. Thrown away when the transaction is aborted.
final class Changes {
  /// Quads a chunk: 32 bytes each.
  private static final int CHUNK = 1 << 20;

  /// An absorbed tree is at most this many times larger than what it is merged with, so each
  /// literal is written again only a few times while the store grows a thousandfold.
  private static final int ABSORB = 4;

  private final Quads quads;
  private final Terms terms;
  private final Catalog base;
  private final FindingSink findings;

  private long[] waiting = new long[4 * 1024];
  private int count;
  private boolean touched;
  private long unused;

  private final Touched quadsTouched = new Touched();
  private final Fresh fresh = new Fresh();
  private boolean freshUnused;
  private @Nullable Catalog replacement;
  private final RedoWriter redo = new RedoWriter();

  private @Nullable Node lastGraph;
  private @Nullable Node lastSubject;
  private long lastGraphId;
  private long lastSubjectId;

  Changes(Quads quads, Catalog base, FindingSink findings) {
    this.quads = quads;
    this.terms = new Terms(quads);
    this.base = base;
    this.findings = findings;
    this.unused = base.unused();
  }

  Terms terms() {
    return terms;
  }

  /// What this transaction says to the log.
  RedoWriter redo() {
    return redo;
  }

  boolean touched() {
    return touched;
  }

  void touch() {
    touched = true;
  }

  /// Takes a quad, to be inserted at the next [#flush()].
  void add(Node graph, Node subject, Node predicate, Node object) {
    if (!graph.equals(lastGraph)) {
      lastGraphId = terms.idToWrite(graph);
      lastGraph = graph;
    }
    if (!subject.equals(lastSubject)) {
      lastSubjectId = terms.idToWrite(subject);
      lastSubject = subject;
    }
    put(lastGraphId, lastSubjectId, terms.idToWrite(predicate), terms.idToWrite(object), object);
    redo.add(graph, subject, predicate, object);
  }

  /// Takes a quad by its numbers; the log is told by the caller.
  ///
  /// @param object the term of `o`
  void put(long g, long s, long p, long o, Node object) {
    if (4 * count == waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.min(2 * waiting.length, 4 * CHUNK));
    }
    int at = 4 * count++;
    waiting[at] = g;
    waiting[at + 1] = s;
    waiting[at + 2] = p;
    waiting[at + 3] = o;
    touched = true;
    noteGeometry(object, o);
    if (count == CHUNK) {
      flush();
    }
  }

  /// Inserts the quads that wait. Must come before every read and every removal.
  void flush() {
    if (count > 0) {
      quadsTouched.addAll(waiting, count);
      quads.insert(waiting, count);
      count = 0;
    }
  }

  /// Takes note of a quad's object, which is or will be in the store.
  void noteGeometry(Node object, long id) {
    if (!GeometryLiterals.isGeometry(object) || fresh.contains(id) || base.contains(id)) {
      return;
    }
    try {
      fresh.add(id, object, GeometryLiterals.parse(object), findings);
    } catch (GeometryException e) {
      findings.report(e.finding());
    }
  }

  /// Takes note that a quad with this object was removed.
  void noteRemoval(long object) {
    touched = true;
    if (object >= 0 && base.contains(object)) {
      unused++;
    } else if (object >= 0 && fresh.contains(object)) {
      unused++;
      freshUnused = true;
    }
  }

  Fresh fresh() {
    return fresh;
  }

  /// The quads that were added or removed so far, but for those that wait.
  Touched quadsTouched() {
    return quadsTouched;
  }

  /// Puts another index, which holds the literals of all quads, in the place of the old one.
  void replaceIndex(IndexFolder folder, Entries all) {
    quadsTouched.all();
    replacement = folder.save(base.generation() + 1, List.of(), all, 0);
    // The log tells quads, from which the old index would be made again.
    redo.give();
    touched = true;
  }

  /// The index as it will be after the commit, on disk.
  Catalog settle(IndexFolder folder) {
    if (replacement != null) {
      return replacement;
    }
    boolean sweep = unused * 10 > base.size() + 1000;
    if (fresh.size() == 0 && !sweep && unused == base.unused()) {
      return base;
    }
    Entries merged = new Entries();
    merged.addAll(fresh.entries(), 0, id -> !freshUnused || quads.isObject(id));
    List<Catalog.Part> kept = new ArrayList<>(base.trees());
    while (!kept.isEmpty() && (sweep || kept.getLast().tree().size() <= ABSORB * merged.size())) {
      kept.removeLast().tree().copyTo(merged, literal -> unused == 0 || quads.isObject(literal));
    }
    return folder.save(base.generation() + 1, kept, merged, sweep ? 0 : unused);
  }
}
