package ducksite.engine.project;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address, or a block of addresses in CIDR notation.
 *
 * @param network any address of the block
 * @param bits how many leading bits all addresses of the block share
 */
public record AddressRange(InetAddress network, int bits) {

  /**
   * The range that a text such as {@code 10.0.0.0/8} or {@code ::1} means; no name is looked up.
   */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (address.indexOf(':') < 0 && address.chars().filter(c -> c == '.').count() != 3) {
      // Java also takes 10.1 for 10.0.0.1, which nobody means who writes it.
      return Optional.empty();
    }
    try {
      InetAddress network = InetAddress.ofLiteral(address.strip());
      int most = network.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1).strip());
      return bits < 0 || bits > most
          ? Optional.empty()
          : Optional.of(new AddressRange(network, bits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is of the block. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int index = 0; index < whole; index++) {
      if (mine[index] != other[index]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest) & 0xff;
    return rest == 0 || (mine[whole] & mask) == (other[whole] & mask);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
