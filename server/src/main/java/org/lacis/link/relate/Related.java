package org.lacis.link.relate;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/// Pairs with their matrices: those candidates of a piece of work that have a point in common. 12
/// bytes a pair.
public final class Related implements Candidates.Visitor {
  private final PairRelate relate;
  private final IntArrayList sources = new IntArrayList();
  private final IntArrayList targets = new IntArrayList();
  private final IntArrayList matrices = new IntArrayList();
  private long candidates;

  public Related(FlatShapes sources, FlatShapes targets) {
    this.relate = new PairRelate(sources, targets);
  }

  @Override
  public void pair(int source, int target) {
    candidates++;
    int matrix = relate.matrix(source, target);
    if (Matrix.meet(matrix)) {
      sources.add(source);
      targets.add(target);
      matrices.add(matrix);
    }
  }

  public int size() {
    return sources.size();
  }

  public int source(int i) {
    return sources.getInt(i);
  }

  public int target(int i) {
    return targets.getInt(i);
  }

  /// As [Matrix] packs it.
  public int matrix(int i) {
    return matrices.getInt(i);
  }

  /// How many pairs were looked at.
  public long candidates() {
    return candidates;
  }

  /// How many of them were left to JTS.
  public long byLibrary() {
    return relate.byLibrary();
  }
}
