package org.lacis.outbound;

import java.net.UnknownHostException;

/// Carries a refusal through a library that knows only what a look-up may throw.
final class Refused extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  private final OutboundException refusal;

  Refused(OutboundException refusal) {
    super(refusal.getMessage());
    this.refusal = refusal;
  }

  OutboundException refusal() {
    return refusal;
  }
}
