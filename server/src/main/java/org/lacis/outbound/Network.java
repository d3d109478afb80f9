package org.lacis.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// A range of addresses: those that begin with the same bits.
///
/// @param first an address of it, whose further bits are not looked at
/// @param bits how many leading bits count, 0 to 32 or 128
public record Network(InetAddress first, int bits) {
  /// What is not the public internet (IANA's special-purpose registries, RFC 6890 and after).
  private static final List<Network> SPECIAL =
      List.of(
          parse("0.0.0.0/8"),
          parse("10.0.0.0/8"),
          parse("100.64.0.0/10"),
          parse("127.0.0.0/8"),
          parse("169.254.0.0/16"),
          parse("172.16.0.0/12"),
          parse("192.0.0.0/24"),
          parse("192.0.2.0/24"),
          parse("192.88.99.0/24"),
          parse("192.168.0.0/16"),
          parse("198.18.0.0/15"),
          parse("198.51.100.0/24"),
          parse("203.0.113.0/24"),
          parse("224.0.0.0/4"),
          parse("240.0.0.0/4"),
          parse("::/96"),
          parse("64:ff9b:1::/48"),
          parse("100::/64"),
          parse("2001::/23"),
          parse("2001:db8::/32"),
          parse("3fff::/20"),
          parse("5f00::/16"),
          parse("fc00::/7"),
          parse("fe80::/10"),
          parse("fec0::/10"),
          parse("ff00::/8"));

  /// Where the IPv4 address lies in an IPv6 address that carries one: NAT64 (RFC 6052) and 6to4
  /// (RFC 3056).
  private static final Network NAT64 = parse("64:ff9b::/96");

  private static final Network SIX_TO_FOUR = parse("2002::/16");

  /// Reads `10.0.0.0/8`, `fd00::/8`, or one address alone.
  ///
  /// @throws IllegalArgumentException when it is neither; names are not looked up
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("no address: " + text);
    }
    try {
      InetAddress first = InetAddress.getByName(address);
      int all = first.getAddress().length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("no range: " + text);
      }
      return new Network(first, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + text, e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
      if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether an address leads somewhere else than to the public internet, be it inside another.
  static boolean isSpecial(InetAddress address) {
    return SPECIAL.stream().anyMatch(range -> range.contains(address)) || carriesSpecial(address);
  }

  private static boolean carriesSpecial(InetAddress address) {
    byte[] bytes = address.getAddress();
    int from = NAT64.contains(address) ? 12 : SIX_TO_FOUR.contains(address) ? 2 : -1;
    if (from < 0) {
      return false;
    }
    byte[] inner = {bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]};
    try {
      return isSpecial(InetAddress.getByAddress(inner));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
