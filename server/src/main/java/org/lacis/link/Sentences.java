package org.lacis.link;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Relation;

/// Why a link holds, in a sentence for people: French and English, each with its own way of writing
/// numbers. Used by one thread.
final class Sentences {
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
  /// @param key the common key; empty where none was compared
  /// @param matrix DE-9IM, nine characters; empty where none was computed
  record Facts(
      double score,
      double area,
      double sourceArea,
      double targetArea,
      double distance,
      int rank,
      String key,
      String matrix) {}

  List<Node> of(Match match, Facts facts) {
    return switch (match) {
      case Match.Identity identity -> identity(identity, facts);
      case Match.Topological topological -> topological(topological, facts);
      case Match.Key key -> key(key, facts);
      case Match.Nearest nearest -> nearest(nearest, facts);
      case Match.Judged _ -> throw new UnsupportedOperationException("criteria");
    };
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
    String relation = frenchRelation(match.relation());
    String inEnglish = englishRelation(match.relation());
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
