package io.moodspeaker.music;

import java.util.Optional;

/** A track's picture, as its file or server has it. */
public final class Cover {
  /** Larger than any that is meant to be looked at. */
  public static final int MOST_BYTES = 8_000_000;

  private final byte[] bytes;
  private final String type;

  private Cover(byte[] bytes, String type) {
    this.bytes = bytes;
    this.type = type;
  }

  /** A cover of these bytes; empty if they are no picture that browsers show. */
  public static Optional<Cover> of(byte[] bytes) {
    return bytes.length > MOST_BYTES ? Optional.empty() : type(bytes).map(t -> new Cover(bytes, t));
  }

  private static Optional<String> type(byte[] bytes) {
    if (begins(bytes, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    return begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int at, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (bytes.length <= at + i || (bytes[at + i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Its media type. */
  public String type() {
    return type;
  }
}
