package org.lacis.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.http.conn.DnsResolver;
import org.jspecify.annotations.Nullable;

/// Looks at every address before anything connects to it. The client connects to the addresses this
/// gives back and looks nothing up itself, so a name cannot mean one thing here and another there.
final class Guard implements DnsResolver {
  private final EgressRules rules;

  Guard(EgressRules rules) {
    this.rules = rules;
  }

  /// Refuses an address by its form alone.
  void require(URI address) {
    @Nullable String scheme = address.getScheme();
    String where = shown(address);
    if (scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?")) {
      throw OutboundException.refused(
          "not-http",
          where,
          scheme == null ? "an address without http" : scheme,
          "http or https",
          "Give an address that begins with https:// or http://.");
    }
    if (address.getHost() == null) {
      throw OutboundException.refused(
          "no-host", where, "no host that can be read", "a host", "Look at the address.");
    }
    if (address.getRawUserInfo() != null) {
      throw OutboundException.refused(
          "key-in-address",
          where,
          "a name or key before the host",
          "an address without one",
          "Give keys apart from addresses: those are written into logs and reports.");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    if (!rules.allowsName(host)) {
      throw new Refused(
          OutboundException.refused(
              "not-allowed",
              host,
              "a host that is not among those that may be asked",
              "one of " + String.join(", ", rules.allowedHosts()),
              "Add it under egress.allow in twin.yaml, if it is to be asked."));
    }
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      // one of several would do: a name that means both sides of a wall is not trusted
      if (!rules.allowsAddress(address)) {
        throw new Refused(
            OutboundException.refused(
                "private-address",
                host,
                address.getHostAddress(),
                "an address of the public internet",
                "Add its network under egress.private in twin.yaml, if it is to be asked."));
      }
    }
    return addresses;
  }

  /// An address without what a log should not hold.
  static String shown(URI address) {
    String text = address.toString();
    return address.getRawUserInfo() == null
        ? text
        : text.replace(address.getRawUserInfo() + "@", "…@");
  }
}
