package org.lacis.query;

/// How a query makes use of the spatial index. All ways give the same answers.
enum IndexUse {
  /// By estimates of the work.
  ESTIMATED,
  /// Row by row wherever it can be used at all.
  LOOK_UPS,
  /// Whole sides wherever that is possible.
  JOINS,
  /// Not at all.
  NONE
}
