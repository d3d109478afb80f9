package org.lacis.query.join;

import java.util.Locale;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.LengthUnit;
import org.lacis.geometry.Measures;
import org.lacis.geometry.Relation;
import org.locationtech.jts.geom.Envelope;

/// How two geometries have to lie, in a way that only neighbours can.
public sealed interface Rule {

  /// Whether it holds from the first geometry to the second.
  ///
  /// @throws org.lacis.geometry.GeometryException where a FILTER would have an error
  boolean holds(GeometryValue first, GeometryValue second);

  /// An envelope that meets the envelope of every geometry the rule can hold with.
  ///
  /// @param lonLat of the other geometry, degrees
  Envelope around(Envelope lonLat);

  /// As a person would say it.
  String words();

  /// Whether two empty geometries satisfy it.
  default boolean holdsOfNothing() {
    return false;
  }

  /// A topological relation that needs contact.
  record Related(Relation relation) implements Rule {
    @Override
    public boolean holds(GeometryValue first, GeometryValue second) {
      return relation.test(first, second);
    }

    @Override
    public Envelope around(Envelope lonLat) {
      return lonLat;
    }

    @Override
    public boolean holdsOfNothing() {
      return relation == Relation.SF_EQUALS || relation == Relation.EH_EQUALS;
    }

    @Override
    public String words() {
      return relation.localName();
    }
  }

  /// A distance below a limit.
  ///
  /// @param limit in the unit, not negative
  /// @param orEqual whether the limit itself will do
  record Near(double limit, LengthUnit unit, boolean orEqual) implements Rule {
    @Override
    public boolean holds(GeometryValue first, GeometryValue second) {
      return within(
          unit.angle()
              ? Measures.distanceInDegrees(first, second)
              : Measures.distance(first, second));
    }

    /// @param measured metres or degrees; NaN for none
    boolean within(double measured) {
      double distance = measured / unit.size();
      return orEqual ? distance <= limit : distance < limit;
    }

    /// The limit in metres or degrees.
    double reach() {
      return limit * unit.size();
    }

    @Override
    public Envelope around(Envelope lonLat) {
      return unit.angle() ? Reach.degrees(lonLat, reach()) : Reach.metres(lonLat, reach());
    }

    @Override
    public String words() {
      return String.format(
          Locale.ROOT, "distance below %s %s", limit, unit.name().toLowerCase(Locale.ROOT));
    }
  }

  /// @return whether the index can help with such a distance
  static boolean searchable(double limit, LengthUnit unit) {
    double reach = limit * unit.size();
    return reach >= 0 && reach < (unit.angle() ? 10 : Reach.FARTHEST);
  }
}
