package dev.sallyport.policy.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A range of IPv4 or IPv6 addresses in CIDR form, such as {@code 10.0.0.0/8}. No look-ups. */
record AddressRange(byte[] network, int prefix) {

  /** The range; empty where the text is none. A lone address is a range of one. */
  static Optional<AddressRange> of(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> network = address(slash < 0 ? text : text.substring(0, slash));
    if (network.isEmpty()) {
      return Optional.empty();
    }
    int bits = network.get().length * 8;
    String length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
    if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
      return Optional.empty();
    }
    return Optional.of(new AddressRange(network.get(), Integer.parseInt(length)));
  }

  /** Whether the address lies in the range; an address that can't be read lies in every range. */
  boolean contains(String address) {
    Optional<byte[]> bytes = address(address);
    return bytes.isEmpty() || contains(bytes.get());
  }

  /** Whether the address has bits beyond the prefix, as {@code 10.1.2.3/8} has. */
  boolean hasHostBits() {
    for (int bit = prefix; bit < network.length * 8; bit++) {
      if ((network[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (((address[bit / 8] ^ network[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Four or sixteen bytes; IPv4 inside IPv6 ({@code ::ffff:1.2.3.4}) counts as IPv4. */
  private static Optional<byte[]> address(String text) {
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return plain.indexOf(':') < 0 ? v4(plain) : v6(plain).map(AddressRange::unmapped);
  }

  private static Optional<byte[]> v4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return Optional.empty();
    }
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> v6(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return Optional.empty();
    }
    Optional<List<Byte>> head = groups(gap < 0 ? text : text.substring(0, gap));
    Optional<List<Byte>> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int given = head.get().size() + tail.get().size();
    if (gap < 0 ? given != 16 : given > 14) {
      return Optional.empty();
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < head.get().size(); i++) {
      bytes[i] = head.get().get(i);
    }
    for (int i = 0; i < tail.get().size(); i++) {
      bytes[16 - tail.get().size() + i] = tail.get().get(i);
    }
    return Optional.of(bytes);
  }

  private static Optional<List<Byte>> groups(String text) {
    List<Byte> bytes = new ArrayList<>();
    if (text.isEmpty()) {
      return Optional.of(bytes);
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        Optional<byte[]> last = v4(parts[i]);
        if (last.isEmpty()) {
          return Optional.empty();
        }
        for (byte b : last.get()) {
          bytes.add(b);
        }
      } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        int group = Integer.parseInt(parts[i], 16);
        bytes.add((byte) (group >> 8));
        bytes.add((byte) group);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes);
  }

  private static byte[] unmapped(byte[] bytes) {
    for (int i = 0; i < 12; i++) {
      if (bytes[i] != (i < 10 ? 0 : (byte) 0xff)) {
        return bytes;
      }
    }
    return Arrays.copyOfRange(bytes, 12, 16);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange range
        && range.prefix == prefix
        && Arrays.equals(range.network, network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(network) + "/" + prefix;
  }
}
