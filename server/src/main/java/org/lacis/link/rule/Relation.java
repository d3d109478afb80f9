package org.lacis.link.rule;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.IntersectionMatrix;

/// A topological relation of source to target, read off one DE-9IM matrix.
///
/// `disjoint` is none of them: a rule names what belongs together.
public sealed interface Relation {

  /// @param matrix of source and target
  /// @param sourceDimension 0 points, 1 lines, 2 areas
  /// @param targetDimension likewise
  boolean holds(IntersectionMatrix matrix, int sourceDimension, int targetDimension);

  /// The word for it in a rule.
  String key();

  /// What `all` stands for: the relations of Simple Features under which shapes meet, the most
  /// telling first.
  static List<Named> all() {
    return List.of(
        Named.EQUALS,
        Named.WITHIN,
        Named.CONTAINS,
        Named.CROSSES,
        Named.OVERLAPS,
        Named.TOUCHES,
        Named.INTERSECTS);
  }

  /// The relations that OGC Simple Features names, and `covers` and its inverse.
  enum Named implements Relation {
    EQUALS("equals") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isEquals(source, target);
      }
    },
    INTERSECTS("intersects") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isIntersects();
      }
    },
    TOUCHES("touches") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isTouches(source, target);
      }
    },
    CROSSES("crosses") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isCrosses(source, target);
      }
    },
    WITHIN("within") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isWithin();
      }
    },
    CONTAINS("contains") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isContains();
      }
    },
    COVERED_BY("coveredBy") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isCoveredBy();
      }
    },
    COVERS("covers") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isCovers();
      }
    },
    OVERLAPS("overlaps") {
      @Override
      public boolean holds(IntersectionMatrix matrix, int source, int target) {
        return matrix.isOverlaps(source, target);
      }
    };

    private final String key;

    Named(String key) {
      this.key = key;
    }

    /// The property of GeoSPARQL for it: of Simple Features, or of Egenhofer where those have none.
    public Node property() {
      String family = this == COVERS || this == COVERED_BY ? "eh" : "sf";
      return NodeFactory.createURI(
          Geo.NS + family + Character.toUpperCase(key.charAt(0)) + key.substring(1));
    }

    @Override
    public String key() {
      return key;
    }
  }

  /// Any DE-9IM pattern of nine of `T F * 0 1 2` under which the shapes meet.
  record Custom(String key) implements Relation {
    @Override
    public boolean holds(IntersectionMatrix matrix, int source, int target) {
      return matrix.matches(key) && matrix.isIntersects();
    }
  }
}
