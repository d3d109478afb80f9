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
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Selection;
import org.lacis.link.rule.SpatialMetric;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;

/// A link specification of Silk as a rule.
///
/// A comparison of Silk is sure by 1 − distance / threshold, cut at −1, and a pair is a link when
/// what comes of it all is not below 0. So `min` is that every distance is within its threshold,
/// `max` that one is, and `average` a sum of those lines, which a logistic decision reckons
/// exactly. A comparison without values is passed over, unless it is required.
final class SilkReader {
  /// By the word for it: a likeness whose complement is Silk's distance.
  private static final Map<String, TextMetric> TEXTS =
      Map.of(
          "levenshtein", TextMetric.LEVENSHTEIN,
          "jaro", TextMetric.JARO,
          "jarowinkler", TextMetric.JARO_WINKLER,
          "equality", TextMetric.EXACT,
          "jaccard", TextMetric.TOKEN_JACCARD,
          "dice", TextMetric.TOKEN_DICE,
          "cosine", TextMetric.TOKEN_COSINE,
          "qgrams", TextMetric.BIGRAM_JACCARD);

  private static final Map<String, Normalisation.Step> TRANSFORMS =
      Map.of(
          "lowercase", Normalisation.Step.CASE,
          "uppercase", Normalisation.Step.CASE,
          "normalizechars", Normalisation.Step.ACCENTS,
          "removeparentheses", Normalisation.Step.BRACKETS,
          "removespecialchars", Normalisation.Step.PUNCTUATION);

  private static final double STEEP = 10;
  private static final double NEVER = -1e6;
  private static final double WORDS_IN_COMMON = 0.3;

  private final XmlTree link;
  private final Draft draft;
  private final List<String> variables;

  private SilkReader(XmlTree link, Draft draft, List<String> variables) {
    this.link = link;
    this.draft = draft;
    this.variables = variables;
  }

  /// @param root with the prefixes
  /// @param link one `Interlink` (or `LinkSpec`)
  static Optional<LinkRule> read(XmlTree root, XmlTree link, String name, Draft draft) {
    for (XmlTree prefix : root.within("Prefix")) {
      draft.prefix(prefix.attribute("id"), prefix.attribute("namespace"));
    }
    List<String> variables = new ArrayList<>();
    List<Optional<Selection>> sides = new ArrayList<>();
    for (String side : List.of("SourceDataset", "TargetDataset")) {
      Optional<XmlTree> part = link.child(side);
      if (part.isEmpty()) {
        draft.lost(link, "no " + side, side + " with RestrictTo", "Add it.");
        return Optional.empty();
      }
      variables.add(part.get().attribute("var"));
      XmlTree at = part.get().child("RestrictTo").orElse(part.get());
      sides.add(draft.selection(at, at.text(), List.of()));
      draft.leftOut(
          part.get(),
          "data source " + part.get().attribute("dataSource"),
          "Load the data into the twin, and name its graph on this side.");
    }
    return new SilkReader(link, draft, variables).rule(name, sides.getFirst(), sides.getLast());
  }

  private Optional<LinkRule> rule(
      String name, Optional<Selection> source, Optional<Selection> target) {
    Optional<XmlTree> type = link.child("LinkType");
    Optional<Node> predicate =
        type.isPresent() ? draft.term(type.get(), type.get().text()) : Optional.empty();
    predicate.ifPresent(node -> draft.predicate(type.orElse(link), node));
    Optional<XmlTree> holder = link.child("LinkageRule").or(() -> link.child("LinkCondition"));
    if (predicate.isEmpty() || holder.isEmpty()) {
      draft.lost(link, holder.isEmpty() ? "no LinkageRule" : "no LinkType", "both", "Add it.");
      return Optional.empty();
    }
    link.child("Outputs")
        .ifPresent(one -> draft.leftOut(one, "Outputs", "Links go to the rule's graph."));
    List<XmlTree> operators = operators(holder.get());
    if (operators.size() != 1) {
      draft.lost(
          holder.get(),
          operators.size() + " operators",
          "one Aggregate or Compare",
          "Put them together.");
      return Optional.empty();
    }
    Cardinality cardinality = cardinality();
    XmlTree top = operators.getFirst();
    Optional<Match.Judged> match =
        top.attribute("type").equalsIgnoreCase("average")
            ? average(top, cardinality)
            : part(top)
                .map(part ->
                    new Match.Judged(
                        part.blocking,
                        Optional.empty(),
                        draft.criteria(),
                        new Decision.Thresholds(
                            condition(part), Optional.empty(), Optional.empty()),
                        cardinality));
    if (source.isEmpty() || target.isEmpty() || match.isEmpty() || !draft.sound()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkRule(
            name,
            Map.of(),
            source.get(),
            target.get(),
            LinkRule.Shape.DEFAULT,
            match.get(),
            new LinkRule.Emission(predicate.get(), Optional.empty()),
            Optional.empty()));
  }

  private Cardinality cardinality() {
    Optional<XmlTree> filter =
        link.child("Filter").or(() -> link.child("LinkageRule").flatMap(r -> r.child("Filter")));
    if (filter.isEmpty()) {
      return Cardinality.MANY_TO_MANY;
    }
    String limit = filter.get().attribute("limit");
    if (!filter.get().attribute("threshold").isEmpty()) {
      draft.lost(
          filter.get(),
          "Filter threshold " + filter.get().attribute("threshold"),
          "thresholds of the comparisons",
          "Make the thresholds narrower by as much.");
    }
    if (!limit.isEmpty() && !limit.equals("1")) {
      draft.lost(
          filter.get(), "Filter limit " + limit, "1 or none", "Take n:1 or n:m as cardinality.");
    }
    return limit.equals("1") ? Cardinality.MANY_TO_ONE : Cardinality.MANY_TO_MANY;
  }

  private static List<XmlTree> operators(XmlTree holder) {
    return holder.children().stream()
        .filter(one -> one.name().equals("Aggregate") || one.name().equals("Compare"))
        .toList();
  }

  /// What must hold; the criteria of which one at least must be measurable; a way to find all such
  /// pairs.
  private record Part(Condition condition, List<Integer> optional, Blocking blocking) {}

  private static Condition condition(Part part) {
    if (part.optional.isEmpty()) {
      return part.condition;
    }
    List<Condition> missing =
        part.optional.stream().<Condition>map(Condition.Missing::new).toList();
    return Draft.all(List.of(part.condition, new Condition.Not(Draft.all(missing))));
  }

  private Optional<Part> part(XmlTree operator) {
    if (operator.name().equals("Compare")) {
      return compare(operator)
          .map(one -> {
            Condition within = one.within();
            return new Part(within, List.of(), one.blocking);
          });
    }
    boolean all = operator.attribute("type").equalsIgnoreCase("min");
    if (!all && !operator.attribute("type").equalsIgnoreCase("max")) {
      draft.lost(
          operator,
          "Aggregate of type " + operator.attribute("type"),
          "min or max; average as the whole",
          "Write it as a condition of criteria, or as a logistic decision.");
      return Optional.empty();
    }
    List<Condition> conditions = new ArrayList<>();
    List<Integer> optional = new ArrayList<>();
    List<Blocking> ways = new ArrayList<>();
    List<Blocking> required = new ArrayList<>();
    for (XmlTree child : operators(operator)) {
      if (all && child.name().equals("Compare")) {
        Optional<Comparison> one = compare(child);
        if (one.isEmpty()) {
          return Optional.empty();
        }
        boolean needed = child.attribute("required").equalsIgnoreCase("true");
        conditions.add(
            needed
                ? one.get().within()
                : Draft.any(
                    List.of(new Condition.Missing(one.get().criterion), one.get().within())));
        (needed ? required : ways).add(one.get().blocking);
        if (!needed) {
          optional.add(one.get().criterion);
        }
      } else {
        Optional<Part> part = part(child);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        conditions.add(condition(part.get()));
        (all ? required : ways).add(part.get().blocking);
      }
    }
    if (conditions.isEmpty()) {
      draft.lost(operator, "an empty Aggregate", "comparisons", "Add them.");
      return Optional.empty();
    }
    Condition condition = all ? Draft.all(conditions) : Draft.any(conditions);
    // What is required finds every pair by itself; what is not, only together.
    Blocking blocking = required.isEmpty() ? Draft.together(ways) : Draft.narrowest(required);
    return Optional.of(new Part(condition, required.isEmpty() ? optional : List.of(), blocking));
  }

  private Optional<Match.Judged> average(XmlTree top, Cardinality cardinality) {
    Map<Integer, Decision.Share> shares = new HashMap<>();
    List<Blocking> ways = new ArrayList<>();
    for (XmlTree child : operators(top)) {
      if (!child.name().equals("Compare")) {
        draft.lost(child, "an Aggregate within an average", "comparisons alone", "Make it flat.");
        return Optional.empty();
      }
      Optional<Comparison> one = compare(child);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      boolean required = child.attribute("required").equalsIgnoreCase("true");
      double weight = number(child, "weight", 1) * STEEP;
      if (shares.put(one.get().criterion, one.get().line(weight, required ? NEVER : 0)) != null) {
        draft.lost(child, "the same comparison twice", "each once", "Add up the weights.");
      }
      ways.add(one.get().blocking);
    }
    if (shares.isEmpty()) {
      draft.lost(top, "an empty Aggregate", "comparisons", "Add them.");
      return Optional.empty();
    }
    draft.differs(
        top,
        "average",
        "a confidence that grows with the average and is no probability",
        "The verdicts are those of Silk; fit the weights to judged pairs (lacis link learn) for one that is.");
    return Optional.of(
        new Match.Judged(
            Draft.together(ways),
            Optional.empty(),
            draft.criteria(),
            new Decision.Logistic(
                0,
                IntStream.range(0, draft.criteria().size())
                    .mapToObj(i -> shares.getOrDefault(i, Decision.Line.NONE))
                    .toList(),
                0.5,
                0.5),
            cardinality));
  }

  // ---- comparisons

  /// @param distance whether the criterion is a distance, else a likeness
  /// @param threshold greatest distance, in the unit of the criterion
  private record Comparison(int criterion, boolean distance, double threshold, Blocking blocking) {
    Condition within() {
      return distance
          ? Draft.atMost(criterion, threshold)
          : Draft.atLeast(criterion, 1 - threshold);
    }

    /// Weight × (1 − distance / threshold), cut at −weight.
    Decision.Share line(double weight, double missing) {
      if (threshold == 0) {
        double worst = -weight;
        return distance
            ? new Decision.Curve(
                new double[] {0, Double.MIN_VALUE}, new double[] {weight, worst}, missing)
            : new Decision.Curve(
                new double[] {Math.nextDown(1.0), 1}, new double[] {worst, weight}, missing);
      }
      return distance
          ? new Decision.Curve(
              new double[] {0, 2 * threshold}, new double[] {weight, -weight}, missing)
          : new Decision.Curve(
              new double[] {1 - 2 * threshold, 1}, new double[] {-weight, weight}, missing);
    }
  }

  private Optional<Comparison> compare(XmlTree compare) {
    String metric = compare.attribute("metric").toLowerCase(Locale.ROOT);
    List<XmlTree> inputs =
        compare.children().stream()
            .filter(one -> one.name().equals("Input") || one.name().equals("TransformInput"))
            .toList();
    if (inputs.size() != 2) {
      draft.lost(compare, inputs.size() + " inputs", "two inputs", "Compare one of each side.");
      return Optional.empty();
    }
    double threshold = number(compare, "threshold", 0);
    List<Normalisation.Step> steps = new ArrayList<>();
    Optional<Path> one = input(inputs.getFirst(), steps);
    int before = steps.size();
    Optional<Path> other = input(inputs.getLast(), steps);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    boolean same = steps.subList(0, before).equals(steps.subList(before, steps.size()));
    Normalisation normalisation = new Normalisation(steps.stream().distinct().toList());
    if (!same && TEXTS.containsKey(metric)) {
      draft.differs(
          compare,
          "transformations of one side",
          "the same of both sides",
          "Both are normalised by "
              + normalisation.steps()
              + "; change the rule if this is not meant.");
    }
    boolean swapped =
        variable(inputs.getFirst()).equals(variables.getLast())
            && !variables.getFirst().equals(variables.getLast());
    Path source = swapped ? other.get() : one.get();
    Path target = swapped ? one.get() : other.get();
    String name = Draft.named(source);
    TextMetric text = TEXTS.get(metric);
    if (text != null) {
      int criterion = draft.criterion(name, new Metric.Text(text, source, target, normalisation));
      boolean exact = text == TextMetric.EXACT && normalisation.steps().isEmpty();
      if (!exact) {
        draft.differs(
            compare,
            metric + " of every pair",
            "pairs that have " + WORDS_IN_COMMON + " of their words in common",
            "Texts without a word in common are not compared; add a way to block where this loses pairs.");
      }
      return Optional.of(
          new Comparison(
              criterion,
              false,
              text == TextMetric.EXACT ? Math.min(threshold, 0.5) : threshold,
              exact
                  ? new Blocking.Keys(KeyOf.of(source), KeyOf.of(target))
                  : new Blocking.Words(source, target, Normalisation.PLAIN, WORDS_IN_COMMON)));
    }
    switch (metric) {
      case "wgs84" -> {
        double metres = threshold * unit(compare);
        int criterion = draft.criterion("distance", new Metric.Spatial(SpatialMetric.DISTANCE));
        draft.differs(
            compare,
            "wgs84 of " + name,
            "the distance of the things' geometries, metres",
            "Lift the points as the geometry of the things.");
        return Optional.of(new Comparison(criterion, true, metres, new Blocking.Near(metres)));
      }
      case "date" -> {
        int criterion = draft.criterion(name, new Metric.Days(source, target));
        return unblocked(compare, new Comparison(criterion, true, threshold, new Blocking.Near(0)));
      }
      case "num" -> {
        int criterion =
            draft.criterion(
                name, new Metric.Quantity(Metric.Quantity.Kind.DIFFERENCE, source, target));
        return unblocked(compare, new Comparison(criterion, true, threshold, new Blocking.Near(0)));
      }
      default -> {
        draft.lost(
            compare,
            "metric " + compare.attribute("metric"),
            "one of "
                + String.join(", ", TEXTS.keySet().stream().sorted().toList())
                + ", wgs84, date, num",
            metric.equals("levenshteindistance")
                ? "Take levenshtein, whose distance is the edits by the longer length."
                : "Take the measure that comes nearest (docs/link-text.md).");
        return Optional.empty();
      }
    }
  }

  /// Numbers and days are told apart only beside something that finds pairs.
  private Optional<Comparison> unblocked(XmlTree compare, Comparison comparison) {
    boolean others =
        link.within("Compare").stream()
            .anyMatch(one -> {
              String metric = one.attribute("metric").toLowerCase(Locale.ROOT);
              return TEXTS.containsKey(metric) || metric.equals("wgs84");
            });
    if (!others) {
      draft.lost(
          compare,
          "metric " + compare.attribute("metric") + " alone",
          "a comparison of texts or places beside it",
          "Numbers that are near each other are not looked up; add a way to block.");
    }
    // Of no use to find pairs: another comparison has to.
    return Optional.of(comparison);
  }

  private double unit(XmlTree compare) {
    String unit =
        compare.all("Param").stream()
            .filter(one -> one.attribute("name").equals("unit"))
            .map(one -> one.attribute("value"))
            .findFirst()
            .orElse("m");
    return unit.startsWith("k") ? 1000 : 1;
  }

  private double number(XmlTree at, String attribute, double usual) {
    String text = at.attribute(attribute);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    draft.lost(at, attribute + " " + text, "a number from 0", "Mend it.");
    return usual;
  }

  /// `TransformInput` around an `Input`, outermost last.
  private Optional<Path> input(XmlTree input, List<Normalisation.Step> steps) {
    if (input.name().equals("Input")) {
      return path(input);
    }
    List<XmlTree> inner =
        input.children().stream()
            .filter(one -> one.name().equals("Input") || one.name().equals("TransformInput"))
            .toList();
    if (inner.size() != 1) {
      draft.lost(
          input,
          inner.size() + " inputs of a transformation",
          "one",
          "Put the values together when lifting.");
      return Optional.empty();
    }
    Optional<Path> path = input(inner.getFirst(), steps);
    String function = input.attribute("function").toLowerCase(Locale.ROOT);
    if (TRANSFORMS.containsKey(function)) {
      steps.add(TRANSFORMS.getOrDefault(function, Normalisation.Step.CASE));
    } else if (!List.of("tokenize", "trim").contains(function)) {
      draft.lost(
          input,
          "function " + input.attribute("function"),
          "one of "
              + String.join(", ", TRANSFORMS.keySet().stream().sorted().toList())
              + ", tokenize, trim",
          "Bring the values into that form when they are lifted.");
    }
    return path;
  }

  private static String variable(XmlTree input) {
    return input.name().equals("Input")
        ? input.attribute("path").replaceFirst("^\\?([A-Za-z0-9_]*).*$", "$1")
        : input.children().stream()
            .filter(one -> one.name().equals("Input") || one.name().equals("TransformInput"))
            .findFirst()
            .map(SilkReader::variable)
            .orElse("");
  }

  /// `?a/dct:spatial/rdfs:label`, `?a\ex:partOf`.
  private Optional<Path> path(XmlTree input) {
    String text = input.attribute("path").strip().replaceFirst("^\\?[A-Za-z0-9_]+", "");
    if (text.contains("[")) {
      draft.lost(
          input,
          input.attribute("path"),
          "a path without a filter",
          "Lift the values of that kind apart.");
      return Optional.empty();
    }
    List<Path.Step> steps = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      boolean backwards = text.charAt(at) == '\\';
      if (!backwards && text.charAt(at) != '/') {
        break;
      }
      int from = at + 1;
      int end = from;
      boolean inside = false;
      while (end < text.length()
          && (inside || text.charAt(end) != '/' && text.charAt(end) != '\\')) {
        inside = text.charAt(end) == '<' || inside && text.charAt(end) != '>';
        end++;
      }
      Optional<Node> term = draft.term(input, text.substring(from, end));
      if (term.isEmpty()) {
        return Optional.empty();
      }
      steps.add(new Path.Step(term.get(), backwards));
      at = end;
    }
    if (steps.isEmpty() || steps.size() > Path.LONGEST || at < text.length()) {
      draft.lost(
          input, input.attribute("path"), "?var/property, three steps at most", "Mend the path.");
      return Optional.empty();
    }
    return Optional.of(new Path(steps));
  }
}
