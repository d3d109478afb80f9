package org.lacis.source.http;

import java.time.Duration;

/// How far a source may go.
///
/// @param connect until a connection stands
/// @param request until one answer is there, to its last byte
/// @param whole for all requests of one source together, waiting included
/// @param bytes of all answers together, unpacked
/// @param rate requests a second to one host, at most
/// @param tries of one request
/// @param pause before the second try; doubled before each further one
public record Limits(
    Duration connect,
    Duration request,
    Duration whole,
    long bytes,
    double rate,
    int tries,
    Duration pause) {

  public static final Limits STANDARD =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofMinutes(30),
          4L << 30,
          5,
          5,
          Duration.ofSeconds(1));
}
