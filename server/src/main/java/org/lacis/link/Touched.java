package org.lacis.link;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Path;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The things whose state a change may have altered, as far as a rule looks at it; perhaps a few
/// more.
final class Touched {
  private final LongSet things = new LongOpenHashSet();
  private final NodeIds ids;
  private boolean everything;

  /// @param view with the change
  Touched(View view, LinkRule rule, TwinIris iris, Delta delta) {
    ids = view.ids();
    long type = ids.id(RDF.type.asNode());
    long below = ids.id(RDFS.subClassOf.asNode());
    // People look at shapes, whatever the rule does.
    long geometry = ids.id(Selector.geometryPath(rule.shape()));
    long wkt = ids.id(Geo.AS_WKT);
    long reviewed = ids.id(Lacis.REVIEW_SOURCE);
    LongSet direct = new LongOpenHashSet(new long[] {type, geometry});
    Stream.of(rule.source(), rule.target())
        .flatMap(selection -> selection.where().keySet().stream())
        .forEach(property -> direct.add(ids.id(property)));
    LinkRun.Paths paths = LinkRun.Paths.of(rule.match());
    long[] quads = delta.quads();
    // What follows from links must not make links.
    long inferred = ids.id(iris.inferredGraph());
    for (int i = 0; i < quads.length && !everything; i += 4) {
      if (quads[i] == inferred) {
        continue;
      }
      long subject = quads[i + 1];
      long predicate = quads[i + 2];
      everything = predicate == below;
      if (direct.contains(predicate)) {
        things.add(subject);
      }
      if (predicate == wkt && geometry != NodeIds.ABSENT) {
        ids.find(
            NodeIds.ABSENT,
            NodeIds.ABSENT,
            geometry,
            subject,
            (_, thing, _, _) -> things.add(thing));
      }
      if (predicate == reviewed) {
        // What people decide of a pair touches its source.
        things.add(quads[i + 3]);
      }
      along(paths.source(), subject, predicate, quads[i + 3]);
      along(paths.target(), subject, predicate, quads[i + 3]);
    }
  }

  /// Whether any thing may have become another, as after a change of classes.
  boolean everything() {
    return everything;
  }

  LongSet things() {
    return things;
  }

  /// Walks back from a statement that is a step of a path to the things where the path begins.
  private void along(List<Path> paths, long subject, long predicate, long object) {
    for (Path path : paths) {
      for (int step = 0; step < path.steps().size(); step++) {
        Path.Step one = path.steps().get(step);
        if (ids.id(one.property()) == predicate) {
          back(path, step - 1, one.backwards() ? object : subject);
        }
      }
    }
  }

  private void back(Path path, int step, long reached) {
    if (step < 0) {
      things.add(reached);
      return;
    }
    Path.Step one = path.steps().get(step);
    long property = ids.id(one.property());
    if (property == NodeIds.ABSENT) {
      return;
    }
    if (one.backwards()) {
      ids.find(
          NodeIds.ABSENT,
          reached,
          property,
          NodeIds.ABSENT,
          (_, _, _, object) -> back(path, step - 1, object));
    } else {
      ids.find(
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          property,
          reached,
          (_, subject, _, _) -> back(path, step - 1, subject));
    }
  }
}
