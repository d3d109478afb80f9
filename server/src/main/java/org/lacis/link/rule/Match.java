package org.lacis.link.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.IntersectionMatrix;

/// How a pair of things is judged.
public sealed interface Match {

  /// The shapes stand in one of some relations.
  ///
  /// @param relations of source to target, the most telling first; one at least
  /// @param minimumShare least part of the source's area that lies in the target, 0 to 1; 0 = no
  ///   such condition (points and lines have no area and never meet another)
  record Topological(List<Relation> relations, double minimumShare) implements Match {
    public Topological {
      relations = List.copyOf(relations);
    }

    public Topological(Relation relation, double minimumShare) {
      this(List.of(relation), minimumShare);
    }

    /// The relations that hold between two shapes, the most telling first.
    ///
    /// @param matrix of source and target
    /// @param sourceDimension 0 points, 1 lines, 2 areas
    /// @param targetDimension likewise
    public List<Relation> holding(
        IntersectionMatrix matrix, int sourceDimension, int targetDimension) {
      return relations.stream()
          .filter(relation -> relation.holds(matrix, sourceDimension, targetDimension))
          .toList();
    }
  }

  /// Both are the same thing of the world, by the area they share.
  ///
  /// @param measure what is made of the areas, 0 to 1
  /// @param threshold least measure of a link, itself included
  /// @param minimumArea square metres that the intersection must exceed
  /// @param cardinality how many links a thing may have
  record Identity(Measure measure, double threshold, double minimumArea, Cardinality cardinality)
      implements Match {}

  /// Both carry the same key.
  ///
  /// @param source property of the source whose text is the key
  /// @param target property of the target whose text is the key
  /// @param sourcePattern where given: the key is the first group (or the whole) of its first find
  ///   in the text; a text without a find has no key
  /// @param targetPattern likewise
  record Key(
      Node source, Node target, Optional<Pattern> sourcePattern, Optional<Pattern> targetPattern)
      implements Match {
    // Patterns are equal when they are the same object; rules are when they say the same.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && source.equals(key.source)
          && target.equals(key.target)
          && text(sourcePattern).equals(text(key.sourcePattern))
          && text(targetPattern).equals(text(key.targetPattern));
    }

    @Override
    public int hashCode() {
      return Objects.hash(source, target, text(sourcePattern), text(targetPattern));
    }

    private static Optional<String> text(Optional<Pattern> pattern) {
      return pattern.map(Pattern::pattern);
    }
  }

  /// The targets that lie nearest to a source.
  ///
  /// @param within greatest distance, metres
  /// @param count how many targets at most; equal distances are told apart by IRI
  record Nearest(double within, int count) implements Match {}

  /// Criteria are measured of the pairs that blocking proposes, and a decision is made of them.
  ///
  /// @param blocking which pairs are looked at
  /// @param alignment what is done about a local offset first; empty = nothing
  /// @param criteria what is measured, in order
  /// @param decision what becomes of it
  /// @param cardinality how many links a thing may have
  record Judged(
      Blocking blocking,
      Optional<Alignment> alignment,
      List<Criterion> criteria,
      Decision decision,
      Cardinality cardinality)
      implements Match {
    public Judged {
      criteria = List.copyOf(criteria);
    }
  }
}
