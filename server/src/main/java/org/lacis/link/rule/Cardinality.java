package org.lacis.link.rule;

/// How many links a thing may have under an identity rule.
///
/// Where there are more, the best are kept: highest score first, then order of IRIs.
public enum Cardinality {
  /// No limit on either side.
  MANY_TO_MANY("n:m", false, false),
  /// A source has one link at most; a target may have many.
  MANY_TO_ONE("n:1", true, false),
  /// A target has one link at most; a source may have many.
  ONE_TO_MANY("1:n", false, true),
  /// One link at most on either side.
  ONE_TO_ONE("1:1", true, true);

  private final String key;
  private final boolean oneOfSource;
  private final boolean oneOfTarget;

  Cardinality(String key, boolean oneOfSource, boolean oneOfTarget) {
    this.key = key;
    this.oneOfSource = oneOfSource;
    this.oneOfTarget = oneOfTarget;
  }

  /// The word for it in a rule.
  public String key() {
    return key;
  }

  public boolean oneOfSource() {
    return oneOfSource;
  }

  public boolean oneOfTarget() {
    return oneOfTarget;
  }
}
