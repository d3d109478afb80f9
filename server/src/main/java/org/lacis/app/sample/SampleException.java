package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A sample that cannot be made as it was asked for, or where it was asked for.
public final class SampleException extends LacisException {
  private static final long serialVersionUID = 1L;

  public SampleException(Finding finding) {
    super(finding, null);
  }

  private SampleException(Finding finding, Throwable cause) {
    super(finding, cause);
  }

  static SampleException unwritable(Path path, Exception cause) {
    String reason = cause instanceof IOException ? cause.toString() : cause.getMessage() + "";
    return new SampleException(
        Finding.violation(
            "sample.unwritable",
            Place.of(path.toString()),
            reason,
            "a folder that can be written, with room on the disk",
            "Name another folder, or make room."),
        cause);
  }
}
