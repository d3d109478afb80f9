package org.lacis.link.legacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Condition;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Relation;
import org.lacis.link.rule.Selection;
import org.lacis.link.rule.SpatialMetric;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;

/// A configuration of LIMES as a rule.
///
/// A similarity that LIMES reckons from a distance, 1/(1+d), becomes a condition on the distance
/// itself: kilometres of a point-set measure become metres. What is combined by `AND`, `OR`, `MIN`,
/// `MAX` and `MINUS` keeps every threshold, those of the outer levels passed down; `ADD` becomes a
/// sum.
final class LimesReader {
  private static final Map<String, TextMetric> TEXTS =
      Map.of(
          "trigrams", TextMetric.TRIGRAM,
          "trigram", TextMetric.TRIGRAM,
          "cosine", TextMetric.TOKEN_COSINE,
          "overlap", TextMetric.TOKEN_OVERLAP,
          "exactmatch", TextMetric.EXACT,
          "jaro", TextMetric.JARO,
          "jarowinkler", TextMetric.JARO_WINKLER,
          "jaccard", TextMetric.TRIGRAM_JACCARD,
          "levenshtein", TextMetric.LEVENSHTEIN,
          "mongeelkan", TextMetric.SOFT_TOKENS);

  /// In what these differ from ours.
  private static final Map<String, String> DIFFER =
      Map.of(
          "jaccard", "of runs of three letters, as its manual has it",
          "levenshtein", "1 less the edits by the longer length, where LIMES has another fraction",
          "mongeelkan", "of words, where LIMES takes runs of three letters");

  private static final Map<String, SpatialMetric> DISTANCES =
      Map.ofEntries(
          Map.entry("geo_min", SpatialMetric.DISTANCE),
          Map.entry("geo_mean", SpatialMetric.CENTROID_DISTANCE),
          Map.entry("geo_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE),
          Map.entry("geo_naive_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE),
          Map.entry("geo_fast_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE),
          Map.entry("geo_indexed_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE),
          Map.entry("geo_scan_indexed_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE),
          Map.entry("geo_centroid_indexed_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE),
          Map.entry("geo_symmetric_hausdorff", SpatialMetric.HAUSDORFF_DISTANCE));

  private static final double METRES = 1000;
  private static final double STEEP = 10;
  private static final double BELOW = 1e-9;
  private static final double WORDS_IN_COMMON = 0.3;

  private final XmlTree root;
  private final Draft draft;
  private final XmlTree metric;
  private final Map<String, Property> sources = new HashMap<>();
  private final Map<String, Property> targets = new HashMap<>();

  /// A property that a side declares.
  private record Property(Path path, Normalisation normalisation) {}

  private LimesReader(XmlTree root, Draft draft, XmlTree metric) {
    this.root = root;
    this.draft = draft;
    this.metric = metric;
  }

  /// @param name of the rule
  static Optional<LinkRule> read(XmlTree root, String name, Draft draft) {
    Optional<XmlTree> metric = root.child("METRIC");
    if (metric.isEmpty()) {
      draft.lost(
          root,
          root.child("MLALGORITHM").isPresent() ? "a learning algorithm" : "no METRIC",
          "a METRIC",
          "Give the expression that was learnt as METRIC; lacis link learn fits weights from pairs.");
      return Optional.empty();
    }
    return new LimesReader(root, draft, metric.get()).rule(name);
  }

  private Optional<LinkRule> rule(String name) {
    for (XmlTree prefix : root.all("PREFIX")) {
      draft.prefix(prefix.text("LABEL"), prefix.text("NAMESPACE"));
    }
    Optional<Selection> source = side("SOURCE", sources);
    Optional<Selection> target = side("TARGET", targets);
    Optional<XmlTree> acceptance = root.child("ACCEPTANCE");
    Optional<XmlTree> review = root.child("REVIEW");
    double accept = threshold(acceptance, "ACCEPTANCE");
    Optional<Node> predicate =
        acceptance
            .flatMap(one -> one.child("RELATION"))
            .flatMap(one -> draft.term(one, one.text()));
    if (predicate.isEmpty() && draft.sound()) {
      draft.lost(root, "no RELATION in ACCEPTANCE", "the property that a link states", "Name it.");
    }
    predicate.ifPresent(node -> draft.predicate(acceptance.orElse(root), node));
    for (String idle : List.of("EXECUTION", "OUTPUT")) {
      root.child(idle)
          .ifPresent(
              one -> draft.leftOut(one, idle, "How a rule is carried out is not said in it."));
    }
    Optional<Match.Judged> match = match(accept, review);
    if (source.isEmpty()
        || target.isEmpty()
        || predicate.isEmpty()
        || match.isEmpty()
        || !draft.sound()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkRule(
            name,
            Map.of(),
            source.get(),
            target.get(),
            LinkRule.Shape.DEFAULT,
            shortened(match.get()),
            new LinkRule.Emission(predicate.get(), Optional.empty()),
            Optional.empty()));
  }

  private double threshold(Optional<XmlTree> part, String name) {
    if (part.isEmpty()) {
      draft.lost(root, "no " + name, name + " with a THRESHOLD", "Add it.");
      return 1;
    }
    XmlTree at = part.get().child("THRESHOLD").orElse(part.get());
    try {
      double threshold = Double.parseDouble(at.text());
      if (threshold >= 0 && threshold <= 1) {
        return threshold;
      }
    } catch (NumberFormatException _) {
      // Told below, as what is out of range is.
    }
    draft.lost(at, at.text(), "a threshold from 0 to 1", "Mend it.");
    return 1;
  }

  // ---- sides

  private Optional<Selection> side(String name, Map<String, Property> properties) {
    Optional<XmlTree> part = root.child(name);
    if (part.isEmpty()) {
      draft.lost(root, "no " + name, "a " + name, "Add it.");
      return Optional.empty();
    }
    XmlTree side = part.get();
    for (XmlTree property : side.all("PROPERTY")) {
      property(property, properties);
    }
    for (XmlTree property : side.all("OPTIONAL_PROPERTY")) {
      property(property, properties);
    }
    side.child("ENDPOINT")
        .ifPresent(one ->
            draft.leftOut(
                one,
                "ENDPOINT " + one.text(),
                "Load the data into the twin, and name its graph on this side."));
    List<String> graphs =
        side.all("GRAPH").stream().map(XmlTree::text).filter(t -> !t.isEmpty()).toList();
    XmlTree at = side.child("RESTRICTION").orElse(side);
    String restriction =
        String.join(
            " . ",
            side.all("RESTRICTION").stream().map(XmlTree::text).filter(t -> !t.isEmpty()).toList());
    return draft.selection(at, restriction, graphs);
  }

  /// `rdfs:label AS nolang->lowercase RENAME name`, `geo:hasGeometry/geo:asWKT RENAME shape`.
  private void property(XmlTree at, Map<String, Property> properties) {
    String[] renamed = at.text().split("\\s+RENAME\\s+", 2);
    String[] chained = renamed[0].split("\\s+AS\\s+", 2);
    String written = chained[0].strip();
    List<Path.Step> steps = new ArrayList<>();
    for (String word : written.split("/(?![^<]*>)(?!/)(?<!:/)(?<!:/.)", -1)) {
      draft.term(at, word).ifPresent(node -> steps.add(new Path.Step(node, false)));
    }
    if (steps.isEmpty() || steps.size() > Path.LONGEST) {
      if (!steps.isEmpty()) {
        draft.lost(at, written, "a path of three properties at most", "Shorten the path.");
      }
      return;
    }
    List<Normalisation.Step> normalise = new ArrayList<>();
    if (chained.length == 2) {
      for (String step : chained[1].split("->", -1)) {
        preprocess(at, step.strip(), normalise);
      }
    }
    Property property = new Property(new Path(steps), new Normalisation(normalise));
    properties.put(written, property);
    properties.put(renamed.length == 2 ? renamed[1].strip() : written, property);
  }

  private void preprocess(XmlTree at, String step, List<Normalisation.Step> normalise) {
    switch (step.toLowerCase(Locale.ROOT)) {
      case "", "nolang", "number" -> {}
      case "lowercase", "uppercase" -> normalise.add(Normalisation.Step.CASE);
      case "regularalphabet" -> {
        normalise.add(Normalisation.Step.PUNCTUATION);
        draft.differs(
            at, step, "letters, marks and digits of every script", "See docs/link-text.md.");
      }
      default ->
          draft.lost(
              at,
              step,
              "lowercase, uppercase, nolang, number, regularalphabet",
              "Bring the values into that form when they are lifted.");
    }
  }

  // ---- expression

  private Optional<Match.Judged> match(double accept, Optional<XmlTree> review) {
    LimesExpression expression;
    try {
      expression = LimesExpression.read(metric.text());
    } catch (LimesExpression.Mistake e) {
      draft.lost(metric, metric.text(), String.valueOf(e.getMessage()), "Mend the expression.");
      return Optional.empty();
    }
    double doubt = review.isPresent() ? threshold(review, "REVIEW") : accept;
    if (expression instanceof LimesExpression.Together sum && sum.operator().equals("ADD")) {
      return sum(sum, accept, doubt);
    }
    Optional<Part> accepted = part(expression, accept);
    Optional<Part> reviewed = doubt < accept ? part(expression, doubt) : Optional.empty();
    if (accepted.isEmpty() || !draft.sound()) {
      return Optional.empty();
    }
    return Optional.of(
        new Match.Judged(
            reviewed.orElse(accepted.get()).blocking,
            Optional.empty(),
            draft.criteria(),
            new Decision.Thresholds(
                accepted.get().condition, reviewed.map(Part::condition), single(expression)),
            Cardinality.MANY_TO_MANY));
  }

  /// The similarity is the confidence where there is one alone.
  private Optional<Integer> single(LimesExpression expression) {
    return expression instanceof LimesExpression.Measure
            && draft.criteria().getFirst().metric() instanceof Metric.Text
        ? Optional.of(0)
        : Optional.empty();
  }

  /// What must hold, and a way to find all pairs of which it does.
  private record Part(Condition condition, Blocking blocking) {}

  /// @param least similarity that the outer levels ask for
  private Optional<Part> part(LimesExpression expression, double least) {
    double threshold = Math.max(least, expression.threshold());
    return switch (expression) {
      case LimesExpression.Measure measure -> measure(measure, threshold);
      case LimesExpression.Together together ->
          switch (together.operator()) {
            case "AND", "MIN" -> combined(together, threshold, true);
            case "OR", "MAX" -> combined(together, threshold, false);
            case "MINUS", "DIFF" -> less(together, threshold);
            default -> {
              draft.lost(
                  metric,
                  together.operator() + " within the expression",
                  "AND, OR, MIN, MAX, MINUS; ADD as the whole",
                  "Write it as a condition of criteria, or make a rule of each part.");
              yield Optional.empty();
            }
          };
    };
  }

  private Optional<Part> combined(
      LimesExpression.Together together, double threshold, boolean all) {
    List<Part> parts =
        together.parts().stream().flatMap(part -> part(part, threshold).stream()).toList();
    if (parts.size() < together.parts().size()) {
      return Optional.empty();
    }
    List<Condition> conditions = parts.stream().map(Part::condition).toList();
    List<Blocking> ways = parts.stream().map(Part::blocking).toList();
    return Optional.of(
        all
            ? new Part(Draft.all(conditions), Draft.narrowest(ways))
            : new Part(Draft.any(conditions), Draft.together(ways)));
  }

  private Optional<Part> less(LimesExpression.Together together, double threshold) {
    if (together.parts().size() != 2) {
      draft.lost(
          metric,
          together.operator() + " of " + together.parts().size(),
          "two parts",
          "Nest them.");
      return Optional.empty();
    }
    Optional<Part> left = part(together.parts().get(0), threshold);
    Optional<Part> right = part(together.parts().get(1), together.parts().get(1).threshold());
    return left.flatMap(a ->
        right.map(b ->
            new Part(Draft.all(List.of(a.condition, new Condition.Not(b.condition))), a.blocking)));
  }

  private Optional<Part> measure(LimesExpression.Measure measure, double threshold) {
    String name = measure.measure();
    TextMetric text = TEXTS.get(name);
    SpatialMetric distance = DISTANCES.get(name);
    if (name.startsWith("top_")) {
      return relation(name);
    }
    if (threshold <= 0) {
      draft.lost(
          metric,
          name + " without a threshold",
          "a threshold of more than 0, its own or that of ACCEPTANCE",
          "With 0 every pair would be a link.");
      return Optional.empty();
    }
    if (distance != null) {
      double metres = METRES * (1 / threshold - 1);
      if (distance == SpatialMetric.HAUSDORFF_DISTANCE) {
        differs(measure, "between outlines, where LIMES looks at their corners alone");
      }
      if (distance == SpatialMetric.CENTROID_DISTANCE) {
        differs(measure, "between centroids, where LIMES takes the mean of the corners");
      }
      int criterion = draft.criterion(distance.key(), new Metric.Spatial(distance));
      return Optional.of(new Part(Draft.atMost(criterion, metres), new Blocking.Near(metres)));
    }
    if ((name.equals("euclidean") || name.equals("manhattan")) && measure.source().size() == 1) {
      return ends(measure)
          .map(ends -> {
            int criterion =
                draft.criterion(
                    Draft.named(ends.source.path),
                    new Metric.Quantity(
                        Metric.Quantity.Kind.DIFFERENCE, ends.source.path, ends.target.path));
            draft.lost(
                metric,
                name + " alone",
                "a blocking: numbers that are near each other are not looked up",
                "Write the rule with a blocking by key, by words or by place, and the criterion"
                    + " number-difference <= "
                    + (1 / threshold - 1)
                    + ".");
            return new Part(Draft.atMost(criterion, 1 / threshold - 1), new Blocking.Near(0));
          });
    }
    if (text == null) {
      draft.lost(
          metric,
          name + (measure.source().size() > 1 ? " of several properties" : ""),
          "one of "
              + String.join(", ", TEXTS.keySet().stream().sorted().toList())
              + ", "
              + String.join(", ", DISTANCES.keySet().stream().sorted().toList())
              + ", or a topological relation",
          "Take the measure that comes nearest (docs/link-text.md); points belong into the geometry of a thing.");
      return Optional.empty();
    }
    if (DIFFER.containsKey(name)) {
      differs(measure, DIFFER.getOrDefault(name, ""));
    }
    return ends(measure).map(ends -> text(text, ends, threshold));
  }

  private Part text(TextMetric text, Ends ends, double threshold) {
    Normalisation normalisation = ends.source.normalisation;
    if (!normalisation.equals(ends.target.normalisation)) {
      List<Normalisation.Step> both = new ArrayList<>(normalisation.steps());
      ends.target.normalisation.steps().stream().filter(s -> !both.contains(s)).forEach(both::add);
      normalisation = new Normalisation(both);
      draft.differs(
          metric,
          "preprocessing of one side",
          "the same of both sides",
          "Both are normalised by " + both + "; change the rule if this is not meant.");
    }
    int criterion =
        draft.criterion(
            Draft.named(ends.source.path),
            new Metric.Text(text, ends.source.path, ends.target.path, normalisation));
    if (text == TextMetric.EXACT && normalisation.steps().isEmpty()) {
      return new Part(
          Draft.atLeast(criterion, 1),
          new Blocking.Keys(KeyOf.of(ends.source.path), KeyOf.of(ends.target.path)));
    }
    draft.differs(
        metric,
        text.key() + " of every pair",
        "pairs that have " + WORDS_IN_COMMON + " of their words in common",
        "Texts without a word in common are not compared; add a way to block where this loses pairs.");
    return new Part(
        Draft.atLeast(criterion, threshold),
        new Blocking.Words(
            ends.source.path, ends.target.path, Normalisation.PLAIN, WORDS_IN_COMMON));
  }

  private Optional<Part> relation(String name) {
    String word = name.substring("top_".length()).replaceFirst("^radon_", "");
    String key = word.equals("covered_by") || word.equals("coveredby") ? "coveredBy" : word;
    for (Relation.Named relation : Relation.Named.values()) {
      if (relation.key().equals(key)) {
        int criterion = draft.criterion(word, new Metric.Topology(relation));
        return Optional.of(new Part(Draft.atLeast(criterion, 1), new Blocking.Near(0)));
      }
    }
    draft.lost(
        metric,
        name,
        "equals, intersects, touches, crosses, within, contains, covers, covered_by, overlaps",
        "A rule names what belongs together; for disjoint ask for what has no link.");
    return Optional.empty();
  }

  private void differs(LimesExpression.Measure measure, String how) {
    draft.differs(metric, measure.measure(), how, "Look at pairs near the threshold.");
  }

  /// The two properties of a measure.
  private record Ends(Property source, Property target) {}

  private Optional<Ends> ends(LimesExpression.Measure measure) {
    Optional<Property> source = property(sources, measure.source(), "SOURCE");
    Optional<Property> target = property(targets, measure.target(), "TARGET");
    return source.flatMap(a -> target.map(b -> new Ends(a, b)));
  }

  private Optional<Property> property(
      Map<String, Property> declared, List<String> names, String side) {
    Optional<Property> property = Optional.ofNullable(declared.get(names.getFirst()));
    if (names.size() != 1 || property.isEmpty()) {
      draft.lost(
          metric,
          String.join("|", names),
          "one of the PROPERTY of " + side + ": " + declared.keySet().stream().sorted().toList(),
          "Declare the property.");
      return Optional.empty();
    }
    return property;
  }

  // ---- sums

  /// A sum of similarities, each taken as 0 below its own threshold, against a threshold.
  private Optional<Match.Judged> sum(LimesExpression.Together sum, double accept, double review) {
    double least = Math.max(accept, sum.threshold());
    double doubt = Math.max(review, sum.threshold());
    Map<Integer, Decision.Share> shares = new HashMap<>();
    List<Blocking> ways = new ArrayList<>();
    for (int i = 0; i < sum.parts().size(); i++) {
      if (!(sum.parts().get(i) instanceof LimesExpression.Measure measure)
          || !TEXTS.containsKey(measure.measure())) {
        draft.lost(
            metric,
            "ADD of " + sum.parts().get(i),
            "a sum of measures of texts",
            "Write the sum as a logistic decision of the rule.");
        return Optional.empty();
      }
      int before = draft.criteria().size();
      Optional<Part> part = measure(measure, Math.max(BELOW, measure.threshold()));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      if (draft.criteria().size() == before) {
        draft.lost(
            metric, "twice " + measure.measure(), "each measure once", "Add up the factors.");
        return Optional.empty();
      }
      ways.add(part.get().blocking);
      double weight = STEEP * sum.factors().get(i);
      shares.put(before, share(weight, measure.threshold()));
    }
    draft.differs(
        metric,
        "ADD",
        "a confidence that grows with the sum and is no probability",
        "The verdicts are those of the sum; fit the weights to judged pairs (lacis link learn) for one that is.");
    double bias = -STEEP * least;
    return Optional.of(
        new Match.Judged(
            Draft.together(ways),
            Optional.empty(),
            draft.criteria(),
            new Decision.Logistic(
                bias,
                IntStream.range(0, draft.criteria().size())
                    .mapToObj(i -> shares.getOrDefault(i, Decision.Line.NONE))
                    .toList(),
                0.5,
                1 / (1 + Math.exp(-STEEP * (doubt - least)))),
            Cardinality.MANY_TO_MANY));
  }

  private static Decision.Share share(double weight, double threshold) {
    return threshold <= 0
        ? new Decision.Line(weight, 0)
        : new Decision.Curve(
            new double[] {threshold - BELOW, threshold, Math.max(1, threshold + BELOW)},
            new double[] {0, weight * threshold, weight * Math.max(1, threshold + BELOW)},
            0);
  }

  /// One relation alone is what the short form is for.
  private static Match shortened(Match.Judged match) {
    List<Criterion> criteria = match.criteria();
    boolean alone =
        criteria.size() == 1
            && match.decision()
                instanceof Decision.Thresholds(Condition.Compare _, Optional<?> review, _)
            && review.isEmpty();
    return alone && criteria.getFirst().metric() instanceof Metric.Topology(Relation relation)
        ? new Match.Topological(relation, 0)
        : match;
  }
}
