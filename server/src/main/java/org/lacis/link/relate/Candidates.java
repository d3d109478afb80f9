package org.lacis.link.relate;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The pairs of two lists of shapes whose boxes meet, or come within a reach of each other, in
/// pieces of work of bounded size.
///
/// Both lists are put into packed trees. The side with fewer shapes is walked along the curve,
/// sixteen at a time, against the tree of the other; pieces of work follow the curve, so that what
/// is looked at together lies together. Every pair comes up once; the pieces and the order in them
/// depend on the shapes alone.
public final class Candidates {
  /// Nodes of 256 leaves that sixteen shapes may be held against in one piece of work.
  private static final int WORK = 64;

  private static final int LEVEL = 2;

  private final BoxTree probes;
  private final BoxTree others;
  private final boolean probesAreSources;
  private final double reach;

  /// Takes pairs of one piece of work, on one thread; those of one shape of the side with fewer
  /// follow each other.
  public interface Visitor {
    /// @param source position in the first list
    /// @param target position in the second one
    void pair(int source, int target);
  }

  private Candidates(BoxTree ofSources, BoxTree ofTargets, boolean probesAreSources, double reach) {
    this.probesAreSources = probesAreSources;
    this.probes = probesAreSources ? ofSources : ofTargets;
    this.others = probesAreSources ? ofTargets : ofSources;
    this.reach = reach;
  }

  /// @param reach between boxes, along each axis; 0 where they have to meet
  /// @param crew builds the trees
  public static Candidates of(FlatShapes sources, FlatShapes targets, double reach, Crew crew) {
    List<BoxTree> trees = new ArrayList<>();
    crew.inOrder(
        List.<Callable<BoxTree>>of(() -> new BoxTree(sources), () -> new BoxTree(targets))
            .iterator(),
        trees::add);
    return new Candidates(
        trees.getFirst(), trees.getLast(), sources.size() <= targets.size(), reach);
  }

  /// Shows all pairs to visitors, one a piece of work, and hands the visitors on in the order of
  /// the pieces. Few of them are in memory at once.
  public static <V extends Visitor> void visit(
      FlatShapes sources,
      FlatShapes targets,
      double reach,
      Crew crew,
      Supplier<V> visitors,
      Consumer<V> results) {
    crew.inOrder(of(sources, targets, reach, crew).pieces(visitors), results);
  }

  /// A piece of work: twigs of probes against twigs of others below some nodes, or against all.
  private record Piece(int from, int end, int firstNode, int endNode) {}

  /// The pieces of work, each of which shows its pairs to a visitor of its own and returns it. The
  /// iterator is for one thread, the pieces for any.
  public <V extends Visitor> Iterator<Callable<V>> pieces(Supplier<V> visitors) {
    return new Iterator<>() {
      private final IntArrayList nodes = new IntArrayList();
      private int twig;
      private int slice;

      @Override
      public boolean hasNext() {
        return twig < probes.twigs();
      }

      @Override
      public Callable<V> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Piece piece = piece();
        return () -> {
          V visitor = visitors.get();
          visit(piece, visitor);
          return visitor;
        };
      }

      private Piece piece() {
        int from = twig;
        int work = 0;
        while (twig < probes.twigs()) {
          if (slice == 0) {
            nodes.clear();
            others.search(LEVEL, probes, twig, reach, nodes);
          }
          if (nodes.size() <= WORK) {
            if (work + 1 + nodes.size() > WORK && work > 0) {
              break;
            }
            work += 1 + nodes.size();
            twig++;
          } else if (work > 0) {
            break;
          } else {
            // Large shapes: one stretch of the other side after the other.
            int first = nodes.getInt(slice);
            int end = Math.min(slice + WORK, nodes.size());
            int last = nodes.getInt(end - 1);
            slice = end;
            if (slice == nodes.size()) {
              slice = 0;
              twig++;
            }
            return new Piece(from, from + 1, first, last + 1);
          }
        }
        return new Piece(from, twig, 0, Integer.MAX_VALUE);
      }
    };
  }

  private void visit(Piece piece, Visitor visitor) {
    IntArrayList nodes = new IntArrayList();
    IntArrayList near = new IntArrayList();
    for (int twig = piece.from; twig < piece.end; twig++) {
      nodes.clear();
      others.search(1, probes, twig, reach, nodes);
      int firstTwig = piece.firstNode == 0 ? 0 : others.firstTwig(LEVEL, piece.firstNode);
      int endTwig =
          piece.endNode == Integer.MAX_VALUE
              ? Integer.MAX_VALUE
              : others.endTwig(LEVEL, piece.endNode - 1);
      near.clear();
      for (int i = 0; i < nodes.size(); i++) {
        int node = nodes.getInt(i);
        if (node >= firstTwig && node < endTwig) {
          near.add(node);
        }
      }
      for (int leaf = probes.firstLeaf(twig); leaf < probes.endLeaf(twig); leaf++) {
        for (int i = 0; i < near.size(); i++) {
          int node = near.getInt(i);
          if (probes.leafMeetsTwig(leaf, others, node, reach)) {
            visit(leaf, node, visitor);
          }
        }
      }
    }
  }

  private void visit(int leaf, int twig, Visitor visitor) {
    int shape = probes.shape(leaf);
    for (int other = others.firstLeaf(twig); other < others.endLeaf(twig); other++) {
      if (probes.leavesMeet(leaf, others, other, reach)) {
        if (probesAreSources) {
          visitor.pair(shape, others.shape(other));
        } else {
          visitor.pair(others.shape(other), shape);
        }
      }
    }
  }
}
