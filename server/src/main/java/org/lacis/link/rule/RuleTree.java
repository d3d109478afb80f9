package org.lacis.link.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.lacis.link.text.KeyFormat;
import org.lacis.link.text.KeyKind;
import org.lacis.link.text.Normalisation;

/// A rule as the tree of keys and values that its YAML is, every key that has a meaning written
/// out, in one order: the form that YAML, RDF and the version of a rule are made of. What
/// [RuleReader] reads from the tree is the rule again.
///
/// @param terms how an IRI is written: whole, or with a prefix
final class RuleTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final UnaryOperator<String> terms;

  private RuleTree(UnaryOperator<String> terms) {
    this.terms = terms;
  }

  /// With whole IRIs.
  static ObjectNode of(LinkRule rule) {
    return new RuleTree(UnaryOperator.identity()).rule(rule);
  }

  /// @param terms writes an IRI so that it is read as the same one
  static ObjectNode of(LinkRule rule, UnaryOperator<String> terms) {
    return new RuleTree(terms).rule(rule);
  }

  private ObjectNode rule(LinkRule rule) {
    ObjectNode tree = NODES.objectNode();
    tree.put("rule", rule.name());
    if (!rule.labels().isEmpty()) {
      ObjectNode label = tree.putObject("label");
      rule.labels().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(one -> label.put(one.getKey(), one.getValue()));
    }
    tree.set("source", selection(rule.source()));
    tree.set("target", selection(rule.target()));
    tree.put("geometry", rule.shape().name().toLowerCase(Locale.ROOT));
    rule.crs().ifPresent(crs -> tree.put("crs", crs.iri()));
    switch (rule.match()) {
      case Match.Topological(List<Relation> relations, double share) -> {
        ObjectNode match = tree.putObject("match").putObject("topological");
        if (rule.emit().predicates().isEmpty()) {
          match.put("relation", relations.getFirst().key());
        } else {
          ArrayNode several = match.putArray("relations");
          relations.forEach(relation -> several.add(relation.key()));
        }
        match.put("minimumShare", share);
      }
      case Match.Identity identity -> {
        ObjectNode match = tree.putObject("match").putObject("identity");
        match.put("measure", identity.measure().key());
        match.put("threshold", identity.threshold());
        match.put("minimumArea", identity.minimumArea());
        match.put("cardinality", identity.cardinality().key());
      }
      case Match.Key key -> {
        ObjectNode match = tree.putObject("match").putObject("key");
        match.put("source", term(key.source()));
        match.put("target", term(key.target()));
        key.sourcePattern().ifPresent(pattern -> match.put("sourcePattern", pattern.pattern()));
        key.targetPattern().ifPresent(pattern -> match.put("targetPattern", pattern.pattern()));
      }
      case Match.Nearest(double within, int count) -> {
        ObjectNode match = tree.putObject("match").putObject("nearest");
        match.put("within", within);
        match.put("count", count);
      }
      case Match.Judged judged -> judged(tree, judged);
    }
    ObjectNode emit = tree.putObject("emit");
    if (rule.match() instanceof Match.Topological topological
        && !rule.emit().predicates().isEmpty()) {
      ObjectNode predicates = emit.putObject("predicates");
      for (Relation relation : topological.relations()) {
        Node predicate = rule.emit().predicates().getOrDefault(relation, rule.emit().predicate());
        predicates.putObject(relation.key()).put("predicate", term(predicate));
      }
    } else {
      emit.put("predicate", term(rule.emit().predicate()));
    }
    rule.emit().inverse().ifPresent(inverse -> emit.put("inverse", term(inverse)));
    ObjectNode tolerance = tree.putObject("tolerance");
    tolerance.put("moved", rule.tolerance().moved());
    tolerance.put("area", rule.tolerance().area());
    return tree;
  }

  private String term(Node node) {
    return terms.apply(node.getURI());
  }

  private ObjectNode selection(Selection selection) {
    ObjectNode tree = NODES.objectNode();
    tree.put("class", term(selection.type()));
    if (!selection.graphs().isEmpty()) {
      ArrayNode graphs = tree.putArray("graph");
      selection.graphs().forEach(graphs::add);
    }
    if (!selection.where().isEmpty()) {
      ObjectNode where = tree.putObject("where");
      selection.where().entrySet().stream()
          .sorted(Comparator.comparing(one -> one.getKey().getURI()))
          .forEach(one -> {
            ArrayNode wanted = where.putArray(term(one.getKey()));
            one.getValue()
                .forEach(value -> {
                  switch (value) {
                    case Selection.Wanted.Iri(String iri) -> wanted.add(terms.apply(iri));
                    case Selection.Wanted.Text(String text) -> wanted.add(text);
                    case Selection.Wanted.Quantity quantity ->
                        wanted.add(DecimalNode.valueOf(quantity.number()));
                  }
                });
          });
    }
    return tree;
  }

  // ---- criteria

  private void judged(ObjectNode tree, Match.Judged judged) {
    ArrayNode blocking = tree.putArray("blocking");
    List<Blocking> blocks =
        judged.blocking() instanceof Blocking.Any(List<Blocking> parts)
            ? parts
            : List.of(judged.blocking());
    blocks.forEach(block -> blocking.add(block(block)));
    judged
        .alignment()
        .ifPresent(alignment -> {
          ObjectNode one = tree.putObject("alignment");
          one.put("within", alignment.within());
          one.put("cell", alignment.cell());
          one.put("minimum", alignment.minimum());
        });
    ObjectNode criteria = tree.putObject("criteria");
    judged.criteria().forEach(one -> criteria.set(one.name(), metric(one.metric())));
    List<String> names = judged.criteria().stream().map(Criterion::name).toList();
    ObjectNode decision = tree.putObject("decision");
    switch (judged.decision()) {
      case Decision.Thresholds thresholds ->
          thresholds(decision.putObject("thresholds"), thresholds, names);
      case Decision.Logistic logistic -> logistic(decision.putObject("logistic"), logistic, names);
      case Decision.Belief belief -> belief(decision.putObject("belief"), belief, names);
    }
    tree.put("cardinality", judged.cardinality().key());
  }

  private ObjectNode block(Blocking blocking) {
    ObjectNode tree = NODES.objectNode();
    switch (blocking) {
      case Blocking.Near(double within) -> tree.putObject("near").put("within", within);
      case Blocking.Keys(KeyOf source, KeyOf target) -> {
        ObjectNode key = tree.putObject("key");
        key.set("source", key(source));
        key.set("target", key(target));
      }
      case Blocking.Words words -> {
        ObjectNode one = tree.putObject("words");
        one.put("source", path(words.source()));
        one.put("target", path(words.target()));
        one.set("normalise", normalisation(words.normalisation()));
        one.put("share", words.share());
      }
      case Blocking.All(List<Blocking> parts) -> {
        ArrayNode all = tree.putArray("all");
        parts.forEach(part -> all.add(block(part)));
      }
      case Blocking.Any any ->
          throw new IllegalArgumentException("one of several ways stands at the top: " + any);
    }
    return tree;
  }

  private ObjectNode metric(Metric metric) {
    ObjectNode tree = NODES.objectNode().put("metric", metric.key());
    switch (metric) {
      case Metric.Spatial _, Metric.Context _ -> {}
      case Metric.Topology(Relation relation) -> tree.put("relation", relation.key());
      case Metric.Text text -> {
        ends(tree, text.source(), text.target());
        tree.set("normalise", normalisation(text.normalisation()));
      }
      case Metric.SameKey(KeyOf source, KeyOf target) -> {
        tree.set("source", key(source));
        tree.set("target", key(target));
      }
      case Metric.Quantity quantity -> ends(tree, quantity.source(), quantity.target());
      case Metric.Days(Path source, Path target) -> ends(tree, source, target);
      case Metric.Neighbours(Path source, Path target) -> ends(tree, source, target);
    }
    return tree;
  }

  private void ends(ObjectNode tree, Path source, Path target) {
    tree.put("source", path(source));
    tree.put("target", path(target));
  }

  private String path(Path path) {
    List<Path.Step> steps = path.steps();
    if (steps.size() == 1 && !steps.getFirst().backwards()) {
      return term(steps.getFirst().property());
    }
    return steps.stream()
        .map(step -> {
          String written = term(step.property());
          boolean whole = written.equals(step.property().getURI());
          return (step.backwards() ? "^" : "") + (whole ? "<" + written + ">" : written);
        })
        .collect(Collectors.joining("/"));
  }

  private ObjectNode key(KeyOf of) {
    ObjectNode tree = NODES.objectNode();
    of.path().ifPresent(path -> tree.put("path", path(path)));
    of.pattern().map(Pattern::pattern).ifPresent(pattern -> tree.put("pattern", pattern));
    of.format().map(KeyFormat::text).ifPresent(format -> tree.put("format", format));
    of.kind().map(KeyKind::key).ifPresent(kind -> tree.put("kind", kind));
    return tree;
  }

  /// The word for the steps where there is one, else the steps.
  private static ArrayNode normalisation(Normalisation normalisation) {
    ArrayNode words = NODES.arrayNode();
    Optional<String> named = normalisation.key();
    if (named.isPresent()) {
      words.add(named.get());
    } else {
      normalisation.steps().forEach(step -> words.add(step.key()));
    }
    return words;
  }

  // ---- decision

  private static void thresholds(
      ObjectNode tree, Decision.Thresholds thresholds, List<String> names) {
    tree.put("accept", thresholds.accept().written(names));
    thresholds.review().ifPresent(review -> tree.put("review", review.written(names)));
    thresholds.confidence().ifPresent(confidence -> tree.put("confidence", names.get(confidence)));
  }

  private static void logistic(ObjectNode tree, Decision.Logistic logistic, List<String> names) {
    tree.put("bias", logistic.bias());
    ObjectNode weights = tree.putObject("weights");
    for (int i = 0; i < names.size(); i++) {
      ObjectNode weight = weights.putObject(names.get(i));
      switch (logistic.shares().get(i)) {
        case Decision.Line(double factor, double missing) -> {
          weight.put("weight", factor);
          weight.put("missing", missing);
        }
        case Decision.Curve curve -> {
          weight.set("points", points(curve));
          weight.put("missing", curve.missing());
        }
      }
    }
    tree.put("accept", logistic.accept());
    tree.put("review", logistic.review());
  }

  private static void belief(ObjectNode tree, Decision.Belief belief, List<String> names) {
    ObjectNode masses = tree.putObject("masses");
    for (int i = 0; i < names.size(); i++) {
      Decision.Mass mass = belief.masses().get(i);
      ObjectNode one = NODES.objectNode();
      if (mass.match().xs().length > 0) {
        one.set("match", points(mass.match()));
      }
      if (mass.other().xs().length > 0) {
        one.set("other", points(mass.other()));
      }
      if (!one.isEmpty()) {
        masses.set(names.get(i), one);
      }
    }
    tree.put("accept", belief.accept());
    tree.put("review", belief.review());
    tree.put("conflict", belief.conflict());
  }

  private static ArrayNode points(Decision.Curve curve) {
    ArrayNode points = NODES.arrayNode();
    for (int i = 0; i < curve.xs().length; i++) {
      points.addArray().add(curve.xs()[i]).add(curve.ys()[i]);
    }
    return points;
  }
}
