package org.lacis.lift.function;

/// A value that a function cannot work with. Caught by the lift, which makes it a finding.
public final class BadArgumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String expected;

  BadArgumentException(String found, String expected) {
    super("found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }
}
