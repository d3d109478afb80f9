package org.lacis.store;

/// What commits have touched between two versions of a store: enough to carry on what was read of
/// one of them to the other.
///
/// @param quads four numbers a quad (graph, subject, predicate, object): every quad that is in one
///   version and not in the other, in no order; some may be in both, or in neither, or stand twice.
///   Not to be changed
@SuppressWarnings("ArrayRecordComponent") // read once, four numbers at a time
public record Delta(long[] quads) {
  public int size() {
    return quads.length / 4;
  }
}
