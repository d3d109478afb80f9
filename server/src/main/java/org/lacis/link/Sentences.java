package org.lacis.link;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.link.review.Review;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Relation;
import org.locationtech.jts.geom.IntersectionMatrix;

/// Why a link holds, in a sentence for people: French and English, each with its own way of writing
/// numbers. Used by one thread.
final class Sentences {
  private static final int MOST_REASONS = 4;
  private static final int DAY = "2026-01-01".length();

  /// How a language writes quantities.
  ///
  /// @param exact one decimal, for what was measured
  /// @param plain a decimal only where there is one, for what a rule says
  /// @param percent sign with the space before it, if the language has one
  private record Numbers(DecimalFormat exact, DecimalFormat plain, String percent) {
    static Numbers of(Locale locale, String percent) {
      DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
      return new Numbers(
          new DecimalFormat("#,##0.0", symbols), new DecimalFormat("#,##0.#", symbols), percent);
    }

    String area(double squareMetres) {
      return exact.format(squareMetres) + "\u00a0m²";
    }

    String distance(double metres) {
      return exact.format(metres) + "\u00a0m";
    }

    String radius(double metres) {
      return plain.format(metres) + "\u00a0m";
    }

    String share(double share) {
      return exact.format(100 * share) + percent;
    }

    String value(double value, MetricWords.Unit unit, boolean inFrench) {
      return switch (unit) {
        case SHARE -> share(value);
        case METRES -> distance(value);
        case SQUARE_METRES -> area(value);
        case DEGREES -> exact.format(value) + "°";
        case DAYS -> plain.format(value) + (inFrench ? " jours" : " days");
        case NUMBER -> plain.format(value);
      };
    }

    String threshold(double share) {
      return plain.format(100 * share) + percent;
    }
  }

  private final Numbers french = Numbers.of(Locale.FRANCE, "\u202f%");
  private final Numbers english = Numbers.of(Locale.UK, "%");

  /// What is known of a pair.
  ///
  /// @param sourceArea square metres; 0 when the source is no area
  /// @param targetArea likewise
  /// @param sourceDimension 0 point, 1 line, 2 area; -1 where no shape counts
  /// @param targetDimension likewise
  /// @param key the common key; empty where none was compared
  /// @param matrix DE-9IM, nine characters; empty where none was computed
  /// @param values of the criteria, in order; none for a rule without criteria
  @SuppressWarnings("ArrayRecordComponent") // one a pair, read once
  record Facts(
      double score,
      double area,
      double sourceArea,
      double targetArea,
      int sourceDimension,
      int targetDimension,
      double distance,
      int rank,
      String key,
      String matrix,
      double[] values) {}

  List<Node> of(Match match, Facts facts) {
    return switch (match) {
      case Match.Identity identity -> identity(identity, facts);
      case Match.Topological topological -> topological(topological, facts);
      case Match.Key key -> key(key, facts);
      case Match.Nearest nearest -> nearest(nearest, facts);
      case Match.Judged judged -> judged(judged, facts);
    };
  }

  /// A person's decision is the reason.
  List<Node> of(Review review) {
    String day = review.time().toString().substring(0, DAY);
    String comment = review.comment().isEmpty() ? "" : " " + review.comment();
    return both(
        "Décidé par " + review.author() + " le " + day + "." + comment,
        "Decided by " + review.author() + " on " + day + "." + comment);
  }

  private List<Node> identity(Match.Identity match, Facts facts) {
    String of =
        switch (match.measure()) {
          case INTERSECTION_OVER_SMALLER -> "de la plus petite des deux";
          case INTERSECTION_OVER_UNION -> "de leur réunion";
          case INTERSECTION_OVER_SOURCE -> "de celle de la source";
          case INTERSECTION_OVER_TARGET -> "de celle de la cible";
        };
    String in =
        switch (match.measure()) {
          case INTERSECTION_OVER_SMALLER -> "of the smaller one";
          case INTERSECTION_OVER_UNION -> "of their union";
          case INTERSECTION_OVER_SOURCE -> "of the source's";
          case INTERSECTION_OVER_TARGET -> "of the target's";
        };
    return both(
        "Emprise commune de "
            + french.area(facts.area)
            + ", soit "
            + french.share(facts.score)
            + " "
            + of
            + " (source "
            + french.area(facts.sourceArea)
            + ", cible "
            + french.area(facts.targetArea)
            + ") ; seuil "
            + french.threshold(match.threshold())
            + ".",
        "Common footprint of "
            + english.area(facts.area)
            + ", "
            + english.share(facts.score)
            + " "
            + in
            + " (source "
            + english.area(facts.sourceArea)
            + ", target "
            + english.area(facts.targetArea)
            + "); threshold "
            + english.threshold(match.threshold())
            + ".");
  }

  private List<Node> topological(Match.Topological match, Facts facts) {
    List<Relation> holding =
        match.holding(
            new IntersectionMatrix(facts.matrix), facts.sourceDimension, facts.targetDimension);
    // None holds of a pair that people have linked all the same.
    Relation told = holding.isEmpty() ? match.relations().getFirst() : holding.getFirst();
    String relation = frenchRelation(told);
    String inEnglish = englishRelation(told);
    if (facts.area == 0) {
      return both(
          relation + " (DE-9IM " + facts.matrix + ").",
          inEnglish + " (DE-9IM " + facts.matrix + ").");
    }
    double share = Math.min(1, facts.area / facts.sourceArea);
    return both(
        relation
            + " ; surface commune de "
            + french.area(facts.area)
            + ", soit "
            + french.share(share)
            + " de la source.",
        inEnglish
            + "; common area of "
            + english.area(facts.area)
            + ", "
            + english.share(share)
            + " of the source.");
  }

  private static String frenchRelation(Relation relation) {
    return switch (relation) {
      case Relation.Custom(String pattern) -> "La source et la cible répondent au motif " + pattern;
      case Relation.Named named ->
          switch (named) {
            case EQUALS -> "La source et la cible ont la même forme";
            case INTERSECTS -> "La source et la cible se rencontrent";
            case TOUCHES -> "La source touche la cible sans empiéter sur elle";
            case CROSSES -> "La source traverse la cible";
            case WITHIN -> "La source se trouve dans la cible";
            case CONTAINS -> "La source contient la cible";
            case COVERED_BY -> "La source est couverte par la cible";
            case COVERS -> "La source couvre la cible";
            case OVERLAPS -> "La source et la cible se recouvrent en partie";
          };
    };
  }

  private static String englishRelation(Relation relation) {
    return switch (relation) {
      case Relation.Custom(String pattern) -> "Source and target match the pattern " + pattern;
      case Relation.Named named ->
          switch (named) {
            case EQUALS -> "Source and target have the same shape";
            case INTERSECTS -> "Source and target meet";
            case TOUCHES -> "The source touches the target without reaching into it";
            case CROSSES -> "The source crosses the target";
            case WITHIN -> "The source lies within the target";
            case CONTAINS -> "The source contains the target";
            case COVERED_BY -> "The source is covered by the target";
            case COVERS -> "The source covers the target";
            case OVERLAPS -> "Source and target overlap in part";
          };
    };
  }

  private List<Node> key(Match.Key match, Facts facts) {
    String properties =
        match.source().equals(match.target())
            ? localName(match.source())
            : localName(match.source()) + ", " + localName(match.target());
    return both(
        "Même identifiant « " + facts.key + " » (" + properties + ").",
        "Same identifier “" + facts.key + "” (" + properties + ").");
  }

  private List<Node> nearest(Match.Nearest match, Facts facts) {
    return both(
        "La cible se trouve à "
            + french.distance(facts.distance)
            + " de la source, au rang "
            + facts.rank
            + " dans un rayon de "
            + french.radius(match.within())
            + ".",
        "The target lies "
            + english.distance(facts.distance)
            + " from the source, number "
            + facts.rank
            + " within a radius of "
            + english.radius(match.within())
            + ".");
  }

  /// What weighs most, on either side.
  private List<Node> judged(Match.Judged match, Facts facts) {
    Decision.Judgement judgement = match.decision().judge(facts.values);
    return both(
        "Confiance de "
            + french.share(judgement.confidence())
            + weighed(match, facts, judgement, french, " ; pour : ", " ; contre : ", true)
            + ".",
        "Confidence "
            + english.share(judgement.confidence())
            + weighed(match, facts, judgement, english, "; for: ", "; against: ", false)
            + ".");
  }

  private static String weighed(
      Match.Judged match,
      Facts facts,
      Decision.Judgement judgement,
      Numbers numbers,
      String speaksFor,
      String speaksAgainst,
      boolean inFrench) {
    double[] contributions = judgement.contributions();
    List<Integer> order =
        IntStream.range(0, contributions.length)
            .filter(i -> !Double.isNaN(facts.values[i]) && contributions[i] != 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -Math.abs(contributions[i]))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_REASONS)
            .toList();
    StringBuilder text = new StringBuilder();
    for (boolean pro : new boolean[] {true, false}) {
      List<String> reasons =
          order.stream()
              .filter(i -> contributions[i] > 0 == pro)
              .map(i -> {
                MetricWords words = MetricWords.of(match.criteria().get(i).metric());
                return (inFrench ? words.french() : words.english())
                    + " "
                    + numbers.value(facts.values[i], words.unit(), inFrench);
              })
              .toList();
      if (!reasons.isEmpty()) {
        text.append(pro ? speaksFor : speaksAgainst).append(String.join(", ", reasons));
      }
    }
    return text.toString();
  }

  private static String localName(Node property) {
    String iri = property.getURI();
    return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }

  private static List<Node> both(String inFrench, String inEnglish) {
    return List.of(
        NodeFactory.createLiteralLang(inFrench, "fr"),
        NodeFactory.createLiteralLang(inEnglish, "en"));
  }
}
