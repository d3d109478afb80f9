package org.lacis.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.lacis.mapping.Expression;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.NormalForm;
import org.lacis.mapping.ObjectMap;
import org.lacis.mapping.PredicateObjectMap;
import org.lacis.mapping.RefObjectMap;
import org.lacis.mapping.Rewrites.Rewrite;
import org.lacis.mapping.TriplesMap;

/// What a mapping means and how it would be carried out, for a person: its normal form, what was
/// rewritten to get there, and the plan. All of it is Turtle; what is no statement is a comment. No
/// source is opened.
public final class Explanation {
  private static final int LINES_SHOWN = 8;
  private static final int WIDTH = 100;

  private final NormalForm normal;
  private final MappingDocument document;
  private final List<Plan.Reading> readings;
  private final StringBuilder out = new StringBuilder();

  private Explanation(NormalForm normal, MappingDocument document, LiftSettings settings) {
    this.normal = normal;
    this.document = document;
    try (TargetFiles none = TargetFiles.unwritten()) {
      this.readings = new Plan(document, settings, (_, _, _, _) -> {}, none).readings();
    }
  }

  /// @throws MappingException when the mapping is wrong, or calls a function that does not exist
  public static String of(java.nio.file.Path mapping, LiftSettings settings) {
    NormalForm normal = NormalForm.read(mapping, settings.baseIri());
    return new Explanation(normal, MappingReader.read(normal, mapping), settings).write();
  }

  private String write() {
    line("Written in " + normal.language().words() + ".");
    if (!normal.rewrites().isEmpty()) {
      line("Rewritten:");
      normal.rewrites().forEach(one -> line("  " + one.what() + " (" + lines(one) + ")"));
    }
    out.append('\n').append(normal.turtle()).append('\n');
    line("Plan:");
    for (int i = 0; i < readings.size(); i++) {
      reading(i);
    }
    return out.toString();
  }

  private void line(String text) {
    out.append("# ").append(text).append('\n');
  }

  private static String lines(Rewrite rewrite) {
    List<Long> lines = rewrite.lines().stream().distinct().toList();
    String shown =
        lines.stream().limit(LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return (lines.size() == 1 ? "line " : "lines ")
        + shown
        + (lines.size() > LINES_SHOWN ? " and " + (lines.size() - LINES_SHOWN) + " more" : "");
  }

  private void reading(int number) {
    Plan.Reading reading = readings.get(number);
    LogicalSource source = reading.source();
    List<TriplesMap> maps = maps(source);
    String iterator = source.iterator().strip().replaceAll("\\s+", " ");
    line(
        (number + 1)
            + ". "
            + source.location()
            + " ("
            + source.formulation().replaceFirst("^.*[/#]", "")
            + (iterator.isEmpty() ? "" : ", " + iterator)
            + "), read once for "
            + maps.stream().map(TriplesMap::shortName).collect(Collectors.joining(", ")));
    wrapped("asked for ", reading.references().names());
    for (TriplesMap map : maps) {
      for (PredicateObjectMap pom : map.predicateObjectMaps()) {
        for (ObjectMap object : pom.objects()) {
          if (object instanceof RefObjectMap ref) {
            join(number, map, ref);
          }
        }
      }
    }
  }

  private void wrapped(String start, List<String> names) {
    StringBuilder text =
        new StringBuilder("   ").append(names.isEmpty() ? start + "nothing" : start);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i) + (i + 1 < names.size() ? ", " : "");
      if (text.length() + name.length() > WIDTH) {
        line(text.toString().stripTrailing());
        text = new StringBuilder("     ");
      }
      text.append(name);
    }
    line(text.toString());
  }

  private List<TriplesMap> maps(LogicalSource source) {
    return document.triplesMaps().stream().filter(map -> map.source().sameAs(source)).toList();
  }

  private void join(int number, TriplesMap map, RefObjectMap ref) {
    TriplesMap parent =
        document.triplesMaps().stream()
            .filter(one -> one.name().equals(ref.parent()))
            .findFirst()
            .orElseThrow();
    if (ref.joins().isEmpty()) {
      line(
          "   "
              + map.shortName()
              + " takes the subject of "
              + parent.shortName()
              + " for the same record");
      return;
    }
    List<String> conditions = new ArrayList<>();
    for (RefObjectMap.JoinCondition one : ref.joins()) {
      conditions.add(words(one.child().expression()) + " = " + words(one.parent().expression()));
    }
    boolean before =
        readings.subList(0, number).stream()
            .anyMatch(reading -> reading.source().sameAs(parent.source()));
    line(
        "   "
            + map.shortName()
            + " joins "
            + parent.shortName()
            + " on "
            + String.join(" and ", conditions)
            + (before
                ? ", whose subjects are held by then"
                : ", held until the subjects of the other are known"));
  }

  private static String words(Expression expression) {
    return switch (expression) {
      case Expression.Constant(Node node) -> node.toString();
      case Expression.Reference(String reference) -> reference;
      case Expression.Template(List<Expression.Part> parts) ->
          parts.stream()
              .map(part ->
                  switch (part) {
                    case Expression.Text(String text) -> text;
                    case Expression.Hole(String reference) -> "{" + reference + "}";
                  })
              .collect(Collectors.joining());
      case Expression.Fresh() -> "a new blank node";
      case Expression.Gathered _ -> "a list or container";
      case Expression.Quoted quoted -> "the triples of " + quoted.triplesMap();
      case Expression.Function function -> function.function().replaceFirst("^.*[/#]", "") + "(…)";
    };
  }
}
