package org.lacis.interop.probe;

/// A recording has no answer to what is asked, as other tests, or another sample, were run when it
/// was made: what asks stays untested.
public final class NotRecorded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRecorded(String words) {
    super(words, null, false, false);
  }
}
