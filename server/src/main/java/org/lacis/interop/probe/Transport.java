package org.lacis.interop.probe;

import java.time.Duration;
import java.time.Instant;

/// Carries requests to a partner, or plays back what was carried before.
///
/// Used by one thread.
public interface Transport {
  /// Sends a request and waits for its answer. What goes wrong is part of the exchange; one that is
  /// refused as the time is up has the failure [#OUT_OF_TIME].
  ///
  /// @param bytes how many of the body may be read
  Exchange exchange(Request request, long bytes);

  /// When the check began.
  Instant began();

  /// Lets some time pass; none when it is played back.
  void pause(Duration time);

  /// Code of a request that was not sent, as the time is up.
  String OUT_OF_TIME = "interop.out-of-time";

  /// Code of a request that a recording has no answer to.
  String NOT_RECORDED = "interop.not-recorded";
}
