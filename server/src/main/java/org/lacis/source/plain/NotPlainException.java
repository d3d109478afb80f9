package org.lacis.source.plain;

/// A file has something that is not read as bytes: the usual reader has to take it. Not an error,
/// and told to nobody.
public final class NotPlainException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotPlainException(String what) {
    super(what, null, false, false);
  }
}
