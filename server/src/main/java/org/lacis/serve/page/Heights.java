package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.serve.twin.LocalIris;
import org.lacis.vocabulary.Lacis;

/// The heights that twins give to one thing and its counterparts, metres.
///
/// @param home twin of the thing itself
/// @param byTwin least and greatest height said by each twin
/// @param voices names of the twins
record Heights(String home, Map<String, double[]> byTwin, Voices voices) {
  static final Node HEIGHT = Lacis.term("height");

  // closer than this is rounding and small things on the roof
  private static final double SAME = 1.5;

  static Heights of(
      DatasetGraph data, Node thing, List<Pairs.Pair> pairs, Voices voices, String home) {
    Map<String, double[]> byTwin = new TreeMap<>();
    collect(data, thing, voices, byTwin);
    pairs.forEach(pair -> collect(data, pair.other(), voices, byTwin));
    return new Heights(home, byTwin, voices);
  }

  private static void collect(
      DatasetGraph data, Node thing, Voices voices, Map<String, double[]> byTwin) {
    Iterator<Quad> quads = data.findNG(Node.ANY, thing, HEIGHT, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      String twin = voices.home(List.of(quad.getGraph()));
      if (!twin.isEmpty() && Topic.isNumber(quad.getObject())) {
        double height = Double.parseDouble(quad.getObject().getLiteralLexicalForm());
        byTwin.merge(
            twin,
            new double[] {height, height},
            (a, b) -> new double[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
      }
    }
  }

  /// Whether two twins say plainly different things.
  boolean disagree() {
    double[] own = byTwin.get(home);
    return own != null
        && byTwin.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(home))
            .anyMatch(entry -> Math.abs(entry.getValue()[1] - own[1]) > SAME);
  }

  /// What the other twins say, for the row of the thing's own height.
  List<Entity.Value> others(Words words) {
    List<Entity.Value> values = new ArrayList<>();
    byTwin.forEach((twin, range) -> {
      if (!twin.equals(home)) {
        String text =
            range[0] == range[1]
                ? words.number(range[0])
                : words.number(range[0]) + " " + words.get("range") + " " + words.number(range[1]);
        values.add(
            new Entity.Value(text, "m", "", true, new Entity.Says(twin, voices.name(twin), "")));
      }
    });
    return values;
  }

  /// Both on one line from the ground; empty when they agree.
  Optional<Entity.Scale> scale(Words words, LocalIris iris) {
    if (!disagree()) {
      return Optional.empty();
    }
    double top = byTwin.values().stream().mapToDouble(range -> range[1]).max().orElse(1);
    double step = top > 100 ? 50 : top > 20 ? 10 : 5;
    double end = Math.max(step, Math.ceil(top / step) * step);
    List<Entity.Bar> bars = new ArrayList<>();
    byTwin.forEach((twin, range) ->
        bars.add(
            new Entity.Bar(
                twin,
                percent(range[0] / end),
                percent(Math.max(0.02, (range[1] - range[0]) / end)))));
    return Optional.of(
        new Entity.Scale(
            words.number(end / 2), words.number(end), bars, iris.page(HEIGHT.getURI())));
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f%%", Math.min(part, 0.98) * 100);
  }
}
