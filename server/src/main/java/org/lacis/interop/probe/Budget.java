package org.lacis.interop.probe;

import java.time.Duration;

/// What a check may take of a partner.
///
/// @param requests how many may be sent, redirects not counted
/// @param time after which none is sent any more
/// @param bytes how many may be read
/// @param perSecond requests a second at most; 0 for as many as there are
public record Budget(int requests, Duration time, long bytes, double perSecond) {
  /// 400 requests, a minute, 64 MB, 20 requests a second.
  public static Budget standard() {
    return new Budget(400, Duration.ofSeconds(60), 64_000_000, 20);
  }
}
