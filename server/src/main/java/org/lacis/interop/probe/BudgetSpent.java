package org.lacis.interop.probe;

/// The budget is spent: what is not asked yet stays untested.
public final class BudgetSpent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What of it is spent.
  public enum What {
    REQUESTS,
    TIME,
    BYTES
  }

  private final What what;

  BudgetSpent(What what) {
    super("the budget is spent: " + what, null, false, false);
    this.what = what;
  }

  public What what() {
    return what;
  }
}
