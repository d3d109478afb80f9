package org.lacis.link;

import java.util.Locale;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.SpatialMetric;

/// What people call that which a criterion measures, and how they write it.
///
/// @param french noun, small letters
/// @param english noun, small letters
/// @param unit of the value
record MetricWords(String french, String english, Unit unit) {

  /// What a value is in.
  enum Unit {
    SHARE,
    METRES,
    SQUARE_METRES,
    DEGREES,
    DAYS,
    NUMBER
  }

  static MetricWords of(Metric metric) {
    return switch (metric) {
      case Metric.Spatial(SpatialMetric kind) -> spatial(kind);
      case Metric.Context(var kind) ->
          switch (kind) {
            case SOURCE_COVERAGE ->
                share("part de la source couverte par tous", "part of the source covered by all");
            case TARGET_COVERAGE ->
                share("part de la cible couverte par tous", "part of the target covered by all");
            case SOURCE_RANK -> number("rang chez la source", "rank with the source");
            case TARGET_RANK -> number("rang chez la cible", "rank with the target");
            case BEST_RIVAL -> share("recouvrement du rival", "overlap of the rival");
            case MUTUAL_BEST -> number("meilleur des deux côtés", "best on both sides");
            case SOURCE_NEIGHBOUR ->
                share("recouvrement d'un mitoyen de la source", "overlap next to the source");
            case TARGET_NEIGHBOUR ->
                share("recouvrement d'un mitoyen de la cible", "overlap next to the target");
            case NEIGHBOUR -> share("recouvrement d'un mitoyen", "overlap of an adjoining one");
          };
      case Metric.Topology(var relation) ->
          number("relation " + relation.key(), "relation " + relation.key());
      case Metric.Text text -> share(named("texte", text.kind().key()), "text likeness");
      case Metric.SameKey _ -> number("même identifiant", "same identifier");
      case Metric.Quantity quantity ->
          switch (quantity.kind()) {
            case DIFFERENCE -> number("écart de valeur", "difference of value");
            case RATIO -> share("rapport des valeurs", "ratio of values");
          };
      case Metric.Days _ -> new MetricWords("écart de date", "days between", Unit.DAYS);
      case Metric.Neighbours _ -> share("voisins communs", "common neighbours");
    };
  }

  private static MetricWords spatial(SpatialMetric kind) {
    return switch (kind) {
      case COMMON_AREA -> new MetricWords("aire commune", "common area", Unit.SQUARE_METRES);
      case INTERSECTION_OVER_SMALLER -> share("recouvrement", "overlap");
      case INTERSECTION_OVER_LARGER ->
          share("recouvrement de la plus grande", "overlap of the larger");
      case INTERSECTION_OVER_UNION -> share("intersection sur union", "intersection over union");
      case INTERSECTION_OVER_SOURCE -> share("part de la source", "part of the source");
      case INTERSECTION_OVER_TARGET -> share("part de la cible", "part of the target");
      case SURFACE_DISTANCE -> share("distance surfacique", "surface distance");
      case DISTANCE -> metres("distance", "distance");
      case CENTROID_DISTANCE -> metres("écart des centres", "distance of centres");
      case RELATIVE_CENTROID_DISTANCE ->
          number("écart relatif des centres", "relative distance of centres");
      case HAUSDORFF_DISTANCE -> metres("distance de Hausdorff", "Hausdorff distance");
      case TURNING_DISTANCE -> number("écart de forme", "difference of shape");
      case ORIENTATION_DIFFERENCE ->
          new MetricWords("écart d'orientation", "difference of orientation", Unit.DEGREES);
      case WALL_DIFFERENCE ->
          new MetricWords("écart des murs", "difference of walls", Unit.DEGREES);
      case AREA_RATIO -> share("rapport des aires", "ratio of areas");
      case COMPACTNESS_DIFFERENCE -> share("écart de compacité", "difference of compactness");
      case ELONGATION_DIFFERENCE -> share("écart d'élongation", "difference of elongation");
      case CONVEXITY_DIFFERENCE -> share("écart de convexité", "difference of convexity");
    };
  }

  private static String named(String noun, String kind) {
    return "ressemblance de " + noun + " (" + kind.toLowerCase(Locale.ROOT) + ")";
  }

  private static MetricWords share(String french, String english) {
    return new MetricWords(french, english, Unit.SHARE);
  }

  private static MetricWords metres(String french, String english) {
    return new MetricWords(french, english, Unit.METRES);
  }

  private static MetricWords number(String french, String english) {
    return new MetricWords(french, english, Unit.NUMBER);
  }
}
