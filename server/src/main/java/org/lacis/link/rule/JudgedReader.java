package org.lacis.link.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.text.KeyFormat;
import org.lacis.link.text.KeyKind;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;

/// Reads the long form of a rule: blocking, alignment, criteria, decision, cardinality. The form is
/// told at [LinkRule#read].
final class JudgedReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Set<String> RESERVED = Set.of("and", "or", "not", "missing");
  private static final double FAR = 1e6;

  private final Terms terms;

  JudgedReader(Terms terms) {
    this.terms = terms;
  }

  Match.Judged read(Yaml rule) {
    List<Criterion> criteria = criteria(rule);
    List<String> names = criteria.stream().map(Criterion::name).toList();
    return new Match.Judged(
        rule.has("blocking") ? blocking(rule) : spatial(rule, criteria),
        rule.has("alignment") ? Optional.of(alignment(rule.object("alignment"))) : Optional.empty(),
        criteria,
        decision(rule.object("decision"), names),
        rule.has("cardinality")
            ? rule.choice("cardinality", RuleReader.words(Cardinality.values(), Cardinality::key))
            : Cardinality.MANY_TO_MANY);
  }

  // ---- criteria

  private List<Criterion> criteria(Yaml rule) {
    Yaml all = rule.object("criteria");
    List<Criterion> criteria = new ArrayList<>();
    for (String name : all.keys()) {
      if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
        throw all.wrong(
            name,
            "a name of letters, digits, hyphens, and none of and, or, not, missing",
            "Rename the criterion.");
      }
      criteria.add(new Criterion(name, metric(all.object(name))));
    }
    if (criteria.isEmpty()) {
      throw rule.wrong("criteria", "one criterion at least");
    }
    return criteria;
  }

  private Metric metric(Yaml yaml) {
    Map<String, Metric> plain = new TreeMap<>();
    for (SpatialMetric kind : SpatialMetric.values()) {
      plain.put(kind.key(), new Metric.Spatial(kind));
    }
    for (ContextMetric kind : ContextMetric.values()) {
      plain.put(kind.key(), new Metric.Context(kind));
    }
    Map<String, Read> others = new TreeMap<>();
    for (TextMetric kind : TextMetric.values()) {
      others.put(kind.key(), of -> text(kind, of));
    }
    for (Metric.Quantity.Kind kind : Metric.Quantity.Kind.values()) {
      others.put(
          kind.key(),
          of -> {
            of.allow("metric", "source", "target");
            return new Metric.Quantity(kind, terms.path(of, "source"), terms.path(of, "target"));
          });
    }
    others.put(
        "relation",
        of -> {
          of.allow("metric", "relation");
          return new Metric.Topology(RuleReader.relation(of));
        });
    others.put(
        "key",
        of -> {
          of.allow("metric", "source", "target");
          return new Metric.SameKey(keyOf(of, "source"), keyOf(of, "target"));
        });
    others.put(
        "days-between",
        of -> {
          of.allow("metric", "source", "target");
          return new Metric.Days(terms.path(of, "source"), terms.path(of, "target"));
        });
    others.put(
        "neighbours",
        of -> {
          of.allow("metric", "source", "target");
          return new Metric.Neighbours(terms.path(of, "source"), terms.path(of, "target"));
        });
    plain.forEach((key, metric) ->
        others.put(
            key,
            of -> {
              of.allow("metric");
              return metric;
            }));
    return yaml.choice("metric", others).metric(yaml);
  }

  /// Reads a metric of one kind.
  @FunctionalInterface
  private interface Read {
    Metric metric(Yaml yaml);
  }

  private Metric text(TextMetric kind, Yaml yaml) {
    yaml.allow("metric", "source", "target", "normalise");
    return new Metric.Text(
        kind,
        textPath(yaml, "source"),
        textPath(yaml, "target"),
        normalisation(
            yaml, kind == TextMetric.ADDRESS ? Normalisation.ADDRESS : Normalisation.PLAIN));
  }

  private Path textPath(Yaml yaml, String key) {
    return yaml.has(key) ? terms.path(yaml, key) : Path.of(RDFS.label.asNode());
  }

  /// A word, or a list of them, whose steps follow each other.
  private static Normalisation normalisation(Yaml yaml, Normalisation usual) {
    if (!yaml.has("normalise")) {
      return usual;
    }
    List<Normalisation.Step> steps = new ArrayList<>();
    for (JsonNode word : yaml.several("normalise")) {
      Normalisation named =
          Normalisation.byKey(word.asText())
              .orElseThrow(() ->
                  yaml.wrong(
                      "normalise",
                      "one or several of " + String.join(", ", Normalisation.keys()),
                      "See the normalisations in docs/link-text.md."));
      steps.addAll(named.steps());
    }
    return new Normalisation(steps);
  }

  /// A path alone, or `{path, pattern, format, kind}`.
  private KeyOf keyOf(Yaml yaml, String key) {
    if (!yaml.isObject(key)) {
      return KeyOf.of(terms.path(yaml, key));
    }
    Yaml of = yaml.object(key);
    of.allow("path", "pattern", "format", "kind");
    Optional<Pattern> pattern = Optional.empty();
    if (of.has("pattern")) {
      try {
        pattern = Optional.of(Pattern.compile(of.text("pattern")));
      } catch (PatternSyntaxException e) {
        throw of.wrong(
            "pattern", "a regular expression", e.getDescription() + " at " + e.getIndex());
      }
    }
    if (of.has("format") && pattern.isEmpty()) {
      throw of.wrong("format", "a pattern beside it, whose groups it writes", "Add the pattern.");
    }
    return new KeyOf(
        of.has("path") ? Optional.of(terms.path(of, "path")) : Optional.empty(),
        pattern,
        of.has("format") ? Optional.of(format(of, pattern.orElseThrow())) : Optional.empty(),
        of.has("kind") ? Optional.of(of.choice("kind", KeyKind.byKey())) : Optional.empty());
  }

  private static KeyFormat format(Yaml yaml, Pattern pattern) {
    try {
      return KeyFormat.read(yaml.text("format"), pattern.matcher("").groupCount());
    } catch (KeyFormat.Mistake e) {
      throw yaml.wrong("format", e.getMessage(), "Write the key as in ${1}000${2:2}${3:4}.");
    }
  }

  // ---- blocking

  /// Where nothing is said, boxes that meet, if a shape is looked at; a rule on attributes alone
  /// has to say what keeps it from comparing everything with everything.
  private static Blocking spatial(Yaml rule, List<Criterion> criteria) {
    boolean shapes =
        criteria.stream()
            .map(Criterion::metric)
            .anyMatch(metric ->
                switch (metric) {
                  case Metric.Spatial _, Metric.Context _, Metric.Topology _ -> true;
                  case Metric.Text _,
                      Metric.SameKey _,
                      Metric.Quantity _,
                      Metric.Days _,
                      Metric.Neighbours _ ->
                      false;
                });
    if (!shapes) {
      throw rule.wrong(
          "blocking",
          "which pairs to look at: near, key or words",
          "Without it every source would be compared with every target.");
    }
    return new Blocking.Near(0);
  }

  private Blocking blocking(Yaml rule) {
    if (rule.isList("blocking")) {
      List<Blocking> parts = rule.objects("blocking").stream().map(this::block).toList();
      return parts.size() == 1 ? parts.getFirst() : new Blocking.Any(parts);
    }
    return block(rule.object("blocking"));
  }

  private Blocking block(Yaml yaml) {
    yaml.allow("near", "key", "words", "all");
    if (yaml.keys().size() != 1) {
      throw yaml.wrong(
          yaml.keys().isEmpty() ? "near" : yaml.keys().getLast(),
          "one of near, key, words, all",
          "Write one to an entry of the list.");
    }
    return switch (yaml.keys().getFirst()) {
      case "near" -> {
        Yaml near = yaml.object("near");
        near.allow("within");
        yield new Blocking.Near(near.has("within") ? near.number("within", 0, FAR) : 0);
      }
      case "key" -> {
        Yaml key = yaml.object("key");
        key.allow("source", "target");
        yield new Blocking.Keys(keyOf(key, "source"), keyOf(key, "target"));
      }
      case "words" -> {
        Yaml words = yaml.object("words");
        words.allow("source", "target", "normalise", "share");
        double share = words.has("share") ? words.number("share", 0, 1) : 0.5;
        if (share == 0) {
          throw words.wrong("share", "more than 0", "With 0 every pair would be looked at.");
        }
        yield new Blocking.Words(
            textPath(words, "source"),
            textPath(words, "target"),
            normalisation(words, Normalisation.PLAIN),
            share);
      }
      default -> {
        List<Blocking> parts = yaml.objects("all").stream().map(this::simple).toList();
        if (parts.size() < 2) {
          throw yaml.wrong("all", "two ways to block at least", "Leave 'all' out.");
        }
        yield new Blocking.All(parts);
      }
    };
  }

  private Blocking simple(Yaml yaml) {
    yaml.allow("near", "key", "words");
    return block(yaml);
  }

  private static Alignment alignment(Yaml yaml) {
    yaml.allow("within", "cell", "minimum");
    return new Alignment(
        yaml.number("within", 0, 1000),
        yaml.has("cell") ? yaml.number("cell", 1, FAR) : 250,
        yaml.has("minimum") ? yaml.count("minimum") : 12);
  }

  // ---- decision

  private static Decision decision(Yaml yaml, List<String> names) {
    yaml.allow("thresholds", "logistic", "belief");
    if (yaml.keys().size() > 1) {
      throw yaml.wrong(
          yaml.keys().get(1), "one decision, not also " + yaml.keys().getFirst(), "Keep one.");
    }
    if (yaml.keys().isEmpty()) {
      yaml.object("thresholds");
    }
    String kind = yaml.keys().getFirst();
    Yaml body = yaml.object(kind);
    return switch (kind) {
      case "thresholds" -> thresholds(body, names);
      case "logistic" -> logistic(body, names);
      default -> belief(body, names);
    };
  }

  private static Decision thresholds(Yaml yaml, List<String> names) {
    yaml.allow("accept", "review", "confidence");
    Optional<Integer> confidence = Optional.empty();
    if (yaml.has("confidence")) {
      confidence =
          Optional.of(
              yaml.choice(
                  "confidence",
                  names.stream().collect(Collectors.toMap(name -> name, names::indexOf))));
    }
    return new Decision.Thresholds(
        condition(yaml, "accept", names),
        yaml.has("review") ? Optional.of(condition(yaml, "review", names)) : Optional.empty(),
        confidence);
  }

  private static Condition condition(Yaml yaml, String key, List<String> names) {
    try {
      return ConditionReader.read(yaml.text(key), names);
    } catch (ConditionReader.Mistake e) {
      throw yaml.wrong(
          key, e.getMessage(), "Write it as: overlap >= 0.5 and (name > 0.8 or not moved > 3).");
    }
  }

  private static Decision logistic(Yaml yaml, List<String> names) {
    yaml.allow("bias", "weights", "accept", "review");
    Yaml weights = yaml.object("weights");
    weights.allow(names.toArray(String[]::new));
    List<Decision.Share> shares = new ArrayList<>();
    for (String name : names) {
      if (!weights.has(name)) {
        shares.add(Decision.Line.NONE);
      } else if (weights.isObject(name)) {
        shares.add(share(weights.object(name)));
      } else {
        shares.add(new Decision.Line(weights.number(name, -1e9, 1e9), 0));
      }
    }
    double accept = yaml.number("accept", 0, 1);
    return new Decision.Logistic(
        yaml.number("bias", -1e9, 1e9), shares, accept, review(yaml, accept));
  }

  private static Decision.Share share(Yaml yaml) {
    yaml.allow("weight", "points", "missing");
    double missing = yaml.has("missing") ? yaml.number("missing", -1e9, 1e9) : 0;
    return yaml.has("points")
        ? curve(yaml, "points", missing)
        : new Decision.Line(yaml.number("weight", -1e9, 1e9), missing);
  }

  private static Decision.Curve curve(Yaml yaml, String key, double missing) {
    List<double[]> points = yaml.points(key);
    return new Decision.Curve(
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray(),
        missing);
  }

  /// Where it is not given nothing is to be reviewed.
  private static double review(Yaml yaml, double accept) {
    return yaml.has("review") ? yaml.number("review", 0, accept) : accept;
  }

  private static Decision belief(Yaml yaml, List<String> names) {
    yaml.allow("masses", "accept", "review", "conflict");
    Yaml masses = yaml.object("masses");
    masses.allow(names.toArray(String[]::new));
    Decision.Curve nothing = new Decision.Curve(new double[0], new double[0], 0);
    List<Decision.Mass> all = new ArrayList<>();
    for (String name : names) {
      if (masses.has(name)) {
        Yaml mass = masses.object(name);
        mass.allow("match", "other");
        all.add(
            new Decision.Mass(
                mass.has("match") ? share01(mass, "match") : nothing,
                mass.has("other") ? share01(mass, "other") : nothing));
      } else {
        all.add(new Decision.Mass(nothing, nothing));
      }
    }
    double accept = yaml.number("accept", 0, 1);
    return new Decision.Belief(
        all,
        accept,
        review(yaml, accept),
        yaml.has("conflict") ? yaml.number("conflict", 0, 1) : 1);
  }

  private static Decision.Curve share01(Yaml yaml, String key) {
    Decision.Curve curve = curve(yaml, key, 0);
    if (Arrays.stream(curve.ys()).anyMatch(y -> y < 0 || y > 1)) {
      throw yaml.wrong(key, "shares from 0 to 1", "A mass of belief is a share of certainty.");
    }
    return curve;
  }
}
