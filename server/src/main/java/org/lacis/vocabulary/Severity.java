package org.lacis.vocabulary;

/// How much a [Finding] matters, in the three steps of SHACL (`sh:Info`, `sh:Warning`,
/// `sh:Violation`).
public enum Severity {
  /// Worth knowing; nothing was lost.
  INFO,
  /// Data was mended or taken with doubt.
  WARNING,
  /// Data could not be used, or breaks a shape.
  VIOLATION
}
