package io.fanlens.functions.api.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Addresses of callers without a key. */
public final class Networks {

  private static final int PREFIX_BYTES = 8;

  private Networks() {}

  /** The address; of an IPv6 one its first 64 bits, since whoever has one has all of them. */
  public static String of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return "unknown";
    }
  }
}
