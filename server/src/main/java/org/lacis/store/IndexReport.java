package org.lacis.store;

/// What the spatial index of a store is, and whether it fits the data.
///
/// @param trees packed trees
/// @param literals geometry literals in them
/// @param unused of these, literals that no quad uses any more; swept when they are a tenth
/// @param bytes what the trees take without the shapes
/// @param shapeBytes what the parsed shapes take
/// @param unreadable literals that quads use and that are no geometry, or have no place on the
///   earth; told as findings when they were written
/// @param differences trees that are not what was written, literals that are missing, wrong or
///   foreign; each was told as a finding
public record IndexReport(
    int trees,
    long literals,
    long unused,
    long bytes,
    long shapeBytes,
    long unreadable,
    long differences) {

  /// Whether index and data agree.
  public boolean sound() {
    return differences == 0;
  }
}
