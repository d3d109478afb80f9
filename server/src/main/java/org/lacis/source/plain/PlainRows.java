package org.lacis.source.plain;

/// Takes the rows of one thread.
@FunctionalInterface
public interface PlainRows {
  /// @param row good until this returns
  /// @throws NotPlainException when the file is not for bytes after all
  void row(PlainRow row) throws NotPlainException;
}
