package org.lacis.link.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// YAML to [LinkRule]; the form is told at [LinkRule#read].
final class RuleReader {
  private static final String SUFFIX = ".yaml";

  // Part of IRIs and of file names, so nothing that either would have to escape.
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final Pattern MATRIX = Pattern.compile("[TF*012]{9}");

  private final Terms terms = new Terms();

  private RuleReader() {}

  static LinkRule read(Path file) {
    Path last = file.getFileName();
    return read(Yaml.read(file), last == null ? "" : last.toString().replaceAll("\\.yaml$", ""));
  }

  /// @param name the name that the rule has to have
  static LinkRule read(Yaml yaml, String name) {
    return new RuleReader().rule(yaml, name);
  }

  static List<LinkRule> readAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(RuleReader::read)
          .toList();
    } catch (IOException e) {
      throw new LinkException(
          Finding.violation(
              "link.unreadable-rule",
              Place.of(folder.toString()),
              e.toString(),
              "a folder of link rules",
              "Check that the folder may be read."),
          e);
    }
  }

  private LinkRule rule(Yaml yaml, String expected) {
    yaml.allow(
        "rule",
        "label",
        "prefixes",
        "source",
        "target",
        "geometry",
        "crs",
        "match",
        "blocking",
        "alignment",
        "criteria",
        "decision",
        "cardinality",
        "emit",
        "tolerance");
    if (yaml.has("prefixes")) {
      Yaml own = yaml.object("prefixes");
      own.keys().forEach(prefix -> terms.declare(prefix, own.text(prefix)));
    }
    return new LinkRule(
        name(yaml, expected),
        yaml.has("label") ? labels(yaml.object("label")) : Map.of(),
        selection(yaml.object("source")),
        selection(yaml.object("target")),
        yaml.has("geometry")
            ? yaml.choice(
                "geometry",
                words(LinkRule.Shape.values(), shape -> shape.name().toLowerCase(Locale.ROOT)))
            : LinkRule.Shape.DEFAULT,
        yaml.has("criteria") ? judged(yaml) : match(yaml),
        emission(yaml),
        yaml.has("crs") ? Optional.of(crs(yaml)) : Optional.empty(),
        yaml.has("tolerance") ? tolerance(yaml.object("tolerance")) : Tolerance.DEFAULT);
  }

  private static Tolerance tolerance(Yaml yaml) {
    yaml.allow("moved", "area");
    return new Tolerance(
        yaml.has("moved") ? yaml.number("moved", 0, 1e6) : Tolerance.DEFAULT.moved(),
        yaml.has("area") ? yaml.number("area", 0, 1e6) : Tolerance.DEFAULT.area());
  }

  private Match judged(Yaml yaml) {
    if (yaml.has("match")) {
      throw yaml.wrong(
          "match", "criteria or match, not both", "Keep one of them, or make a second rule.");
    }
    return new JudgedReader(terms).read(yaml);
  }

  private static String name(Yaml yaml, String expected) {
    String name = yaml.text("rule");
    if (!name.equals(expected)) {
      throw yaml.wrong(
          "rule", "'" + expected + "', the file's name", "Rename the file or the rule.");
    }
    if (!NAME.matcher(name).matches()) {
      throw yaml.wrong(
          "rule",
          "small letters, digits and hyphens",
          "Rename the file and the rule, for example same-building.");
    }
    return name;
  }

  private static Map<String, String> labels(Yaml yaml) {
    return yaml.keys().stream().collect(Collectors.toMap(Function.identity(), yaml::text));
  }

  private Selection selection(Yaml yaml) {
    yaml.allow("class", "graph", "where");
    List<String> graphs =
        yaml.has("graph")
            ? yaml.several("graph").stream().map(JsonNode::asText).toList()
            : List.of();
    Map<Node, List<Selection.Wanted>> where = new LinkedHashMap<>();
    if (yaml.has("where")) {
      Yaml conditions = yaml.object("where");
      for (String property : conditions.keys()) {
        where.put(
            terms.iri(conditions, property, property),
            conditions.several(property).stream().map(this::wanted).toList());
      }
    }
    return new Selection(terms.term(yaml, "class"), graphs, where);
  }

  private Selection.Wanted wanted(JsonNode value) {
    if (value.isNumber()) {
      return new Selection.Wanted.Quantity(new BigDecimal(value.asText()));
    }
    return terms
        .expanded(value.asText())
        .<Selection.Wanted>map(Selection.Wanted.Iri::new)
        .orElseGet(() -> new Selection.Wanted.Text(value.asText()));
  }

  private Match match(Yaml rule) {
    for (String key : List.of("blocking", "alignment", "decision", "cardinality")) {
      if (rule.has(key)) {
        throw rule.wrong(key, "criteria beside it", "Name the criteria that it speaks of.");
      }
    }
    Yaml yaml = rule.object("match");
    yaml.allow("topological", "identity", "key", "nearest");
    List<String> kinds = yaml.keys();
    if (kinds.size() > 1) {
      throw yaml.wrong(
          kinds.get(1), "one kind of match, not also " + kinds.getFirst(), "Make a second rule.");
    }
    if (kinds.isEmpty()) {
      yaml.object("identity");
    }
    String kind = kinds.getFirst();
    Yaml body = yaml.object(kind);
    return switch (kind) {
      case "topological" -> topological(body);
      case "identity" -> identity(body);
      case "key" -> key(body);
      default -> nearest(body);
    };
  }

  private static Match topological(Yaml yaml) {
    yaml.allow("relation", "relations", "minimumShare");
    double share = yaml.has("minimumShare") ? yaml.number("minimumShare", 0, 1) : 0;
    if (!yaml.has("relations")) {
      return new Match.Topological(relation(yaml), share);
    }
    if (yaml.has("relation")) {
      throw yaml.wrong("relation", "relation or relations", "Put it into the list.");
    }
    return new Match.Topological(relations(yaml), share);
  }

  /// In the order of their telling, whatever the order in the rule.
  private static List<Relation> relations(Yaml yaml) {
    Map<String, Relation.Named> words = words(Relation.Named.values(), Relation.Named::key);
    List<String> wanted = new ArrayList<>();
    yaml.several("relations").forEach(word -> wanted.add(word.asText()));
    if (wanted.equals(List.of("all"))) {
      return List.copyOf(Relation.all());
    }
    for (String word : wanted) {
      if (!words.containsKey(word)) {
        throw yaml.wrong(
            "relations",
            "all, or some of " + String.join(", ", new TreeSet<>(words.keySet())),
            "Write " + word + " as one of them.");
      }
    }
    List<Relation> all = new ArrayList<>(Relation.all());
    all.add(2, Relation.Named.COVERED_BY);
    all.add(4, Relation.Named.COVERS);
    all.removeIf(relation -> !wanted.contains(relation.key()));
    return all;
  }

  static Relation relation(Yaml yaml) {
    String word = yaml.text("relation");
    return MATRIX.matcher(word).matches()
        ? new Relation.Custom(word)
        : yaml.choice("relation", words(Relation.Named.values(), Relation.Named::key));
  }

  private static Match identity(Yaml yaml) {
    yaml.allow("measure", "threshold", "minimumArea", "cardinality");
    return new Match.Identity(
        yaml.has("measure")
            ? yaml.choice("measure", words(Measure.values(), Measure::key))
            : Measure.INTERSECTION_OVER_SMALLER,
        yaml.number("threshold", 0, 1),
        yaml.has("minimumArea") ? yaml.number("minimumArea", 0, Double.MAX_VALUE) : 0,
        yaml.has("cardinality")
            ? yaml.choice("cardinality", words(Cardinality.values(), Cardinality::key))
            : Cardinality.MANY_TO_MANY);
  }

  private Match key(Yaml yaml) {
    yaml.allow("source", "target", "sourcePattern", "targetPattern");
    return new Match.Key(
        terms.term(yaml, "source"),
        terms.term(yaml, "target"),
        pattern(yaml, "sourcePattern"),
        pattern(yaml, "targetPattern"));
  }

  private static Match nearest(Yaml yaml) {
    yaml.allow("within", "count");
    return new Match.Nearest(
        yaml.number("within", 0, Double.MAX_VALUE), yaml.has("count") ? yaml.count("count") : 1);
  }

  private LinkRule.Emission emission(Yaml rule) {
    Yaml relations =
        rule.has("match") && rule.object("match").has("topological")
            ? rule.object("match").object("topological")
            : rule;
    if (relations.has("relations")) {
      return emission(rule, relations(relations));
    }
    Yaml yaml = rule.object("emit");
    yaml.allow("predicate", "inverse");
    return new LinkRule.Emission(
        terms.term(yaml, "predicate"),
        yaml.has("inverse") ? Optional.of(terms.term(yaml, "inverse")) : Optional.empty());
  }

  /// Of a rule of several relations: each has its predicate.
  private LinkRule.Emission emission(Yaml rule, List<Relation> relations) {
    Map<Relation, Node> predicates = new LinkedHashMap<>();
    relations.forEach(relation -> {
      if (relation instanceof Relation.Named named) {
        predicates.put(named, named.property());
      }
    });
    if (rule.has("emit")) {
      Yaml emit = rule.object("emit");
      emit.allow("predicates");
      Yaml own = emit.object("predicates");
      for (String word : own.keys()) {
        Relation relation =
            relations.stream()
                .filter(one -> one.key().equals(word))
                .findFirst()
                .orElseThrow(
                    () -> own.wrong(word, "a relation of the rule", "Name it in relations, too."));
        predicates.put(
            relation,
            own.isObject(word) ? terms.term(own.object(word), "predicate") : terms.term(own, word));
      }
    }
    return new LinkRule.Emission(
        predicates.getOrDefault(relations.getFirst(), Relation.Named.INTERSECTS.property()),
        Optional.empty(),
        predicates);
  }

  private static Crs crs(Yaml yaml) {
    Crs crs;
    try {
      crs = Crs.of(yaml.text("crs"));
    } catch (GeometryException e) {
      throw yaml.wrong("crs", e.finding().expected(), e.finding().remedy());
    }
    if (!crs.planar()) {
      throw yaml.wrong(
          "crs",
          "a projected CRS in metres",
          "Name the projection of the territory, for example EPSG:2154 or EPSG:3946.");
    }
    return crs;
  }

  private static Optional<Pattern> pattern(Yaml yaml, String key) {
    if (!yaml.has(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(yaml.text(key)));
    } catch (PatternSyntaxException e) {
      throw yaml.wrong(key, "a regular expression", e.getDescription() + " at " + e.getIndex());
    }
  }

  static <T> Map<String, T> words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).collect(Collectors.toMap(word, Function.identity()));
  }
}
