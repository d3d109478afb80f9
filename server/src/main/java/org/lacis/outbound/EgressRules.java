package org.lacis.outbound;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What may be asked of the world, and how far it may go.
///
/// @param allowedHosts names that may be asked; `*.x.fr` stands for all names below `x.fr`, not for
///   itself; empty for every name
/// @param privateNetworks ranges that may be asked although they are not the public internet, such
///   as `127.0.0.0/8`
/// @param connect until a connection stands
/// @param read between two pieces of an answer
/// @param whole for a call, redirects included, to the last byte of its answer
/// @param bytes of one answer at most, unpacked
/// @param redirects in a row at most
public record EgressRules(
    List<String> allowedHosts,
    List<Network> privateNetworks,
    Duration connect,
    Duration read,
    Duration whole,
    long bytes,
    int redirects) {

  public EgressRules {
    allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    privateNetworks = List.copyOf(privateNetworks);
  }

  /// Every public host; 3 s to connect, 10 s between pieces, 60 s and 100 MiB for an answer, five
  /// redirects.
  public static EgressRules standard() {
    return new EgressRules(
        List.of(),
        List.of(),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        100L << 20,
        5);
  }

  /// The same, where further ranges may be asked.
  public EgressRules withPrivate(String... ranges) {
    List<Network> more = new ArrayList<>(privateNetworks);
    for (String range : ranges) {
      more.add(Network.parse(range));
    }
    return new EgressRules(allowedHosts, more, connect, read, whole, bytes, redirects);
  }

  /// The same hosts with other limits.
  public EgressRules within(Duration readTime, Duration wholeTime, long mostBytes) {
    return new EgressRules(
        allowedHosts, privateNetworks, connect, readTime, wholeTime, mostBytes, redirects);
  }

  /// Whether the name of a host may be asked at all.
  boolean allowsName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return allowedHosts.isEmpty()
        || allowedHosts.stream()
            .anyMatch(allowed ->
                allowed.startsWith("*.")
                    ? name.endsWith(allowed.substring(1))
                    : name.equals(allowed));
  }

  /// Whether an address may be connected to.
  boolean allowsAddress(InetAddress address) {
    return !Network.isSpecial(address)
        || privateNetworks.stream().anyMatch(range -> range.contains(address));
  }
}
