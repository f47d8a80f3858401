package io.moodspeaker.music.mp3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an MP3 file, or one piece of it, tells of itself.
 *
 * @param audioStart the byte at which the first frame with sound begins
 * @param audioEnd the byte after the last
 * @param sampleRate frames a second
 * @param samplesPerFrame for each channel in one MPEG frame
 * @param bytesPerFrame of the first frame; all others too if the bit rate is constant
 * @param frames MPEG frames with sound; an estimate if the file does not tell
 * @param delay samples that the encoder put before the music; 0 if unknown
 * @param padding samples that it put after it; 0 if unknown
 * @param gapless whether delay and padding are known
 */
record Mp3Info(
    long audioStart,
    long audioEnd,
    int sampleRate,
    int samplesPerFrame,
    int bytesPerFrame,
    long frames,
    int delay,
    int padding,
    boolean gapless) {

  /** Samples by which any Layer III decoder is late: 528, and one more in practice (LAME's FAQ). */
  static final int DECODER_DELAY = 529;

  /** Cover pictures make ID3 tags large; after the tag, junk of more than this is no MP3. */
  private static final int MOST_JUNK = 256 * 1024;

  /** Nobody joins more. */
  private static final int MOST_PIECES = 500;

  private static final int[] BITRATES_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };
  private static final int[] BITRATES_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };
  private static final int[] RATES = {44_100, 48_000, 32_000, 0};

  /** The header of one Layer III frame. */
  private record Frame(boolean mpeg1, boolean mono, int rate, int bytes) {
    int samples() {
      return mpeg1 ? 1152 : 576;
    }

    int sideInfo() {
      return mpeg1 ? (mono ? 17 : 32) : (mono ? 9 : 17);
    }
  }

  /** Samples of music, without what the encoder added. */
  long samples() {
    return frames * samplesPerFrame - delay - padding;
  }

  /**
   * Reads what a file holds: one piece of music, or several that were joined as bytes are, each
   * with facts of its own.
   *
   * @throws IOException if it is no MPEG Layer III file
   */
  static List<Mp3Info> read(SeekableByteChannel channel) throws IOException {
    long end = endOfSound(channel);
    List<Mp3Info> pieces = new ArrayList<>();
    pieces.add(piece(channel, 0, end));
    while (pieces.getLast().audioEnd() < end && pieces.size() < MOST_PIECES) {
      try {
        pieces.add(piece(channel, pieces.getLast().audioEnd(), end));
      } catch (IOException e) {
        break; // What follows is no music.
      }
    }
    return pieces;
  }

  private static Mp3Info piece(SeekableByteChannel channel, long from, long end)
      throws IOException {
    long start = afterId3(channel, from);
    byte[] head = bytes(channel, start, Math.clamp(end - start, 0, MOST_JUNK));
    for (int i = 0; i + 4 <= head.length; i++) {
      Frame frame = frame(head, i);
      if (frame == null) {
        continue;
      }
      // Junk can look like one header, hardly like two at the right distance.
      Frame second = frame(head, i + frame.bytes());
      boolean last = i + frame.bytes() >= head.length;
      if (last || (second != null && second.rate() == frame.rate())) {
        return of(start + i, end, head, i, frame);
      }
    }
    throw new IOException("holds no MPEG Layer III frame");
  }

  private static Mp3Info of(long at, long end, byte[] head, int offset, Frame frame) {
    int xing = offset + 4 + frame.sideInfo();
    if (!tag(head, xing, "Xing") && !tag(head, xing, "Info")) {
      return untold(at, end, head, offset, frame);
    }
    ByteBuffer buffer = ByteBuffer.wrap(head, xing + 4, head.length - xing - 4);
    if (buffer.remaining() < 120) {
      return untold(at, end, head, offset, frame);
    }
    int flags = buffer.getInt();
    // That frame holds facts and no sound, and may be all that is left of a file.
    long start = Math.min(end, at + frame.bytes());
    long frames = (flags & 1) != 0 ? Integer.toUnsignedLong(buffer.getInt()) : 0;
    long bytes = (flags & 2) != 0 ? Integer.toUnsignedLong(buffer.getInt()) : 0;
    int lame = buffer.position() + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
    if (frames == 0) {
      // Its writer was stopped before it could say how many.
      return untold(start, end, head, offset + frame.bytes(), frame);
    }
    boolean gapless = tag(head, lame, "LAME") || tag(head, lame, "Lavc") || tag(head, lame, "Lavf");
    int delay = 0;
    int padding = 0;
    if (gapless && lame + 24 <= head.length) {
      // Two numbers of 12 bits, 21 bytes after the encoder's name begins.
      delay = (head[lame + 21] & 0xFF) << 4 | (head[lame + 22] & 0xFF) >> 4;
      padding = (head[lame + 22] & 0x0F) << 8 | (head[lame + 23] & 0xFF);
    }
    boolean more = bytes > frame.bytes() && at + bytes < end;
    return new Mp3Info(
        start,
        more ? at + bytes : end,
        frame.rate(),
        frame.samples(),
        frame.bytes(),
        frames,
        delay,
        padding,
        gapless);
  }

  /** A piece that does not tell how long it is: its first frames tell how large they are. */
  private static Mp3Info untold(long at, long end, byte[] head, int offset, Frame like) {
    int count = 0;
    int next = offset;
    for (Frame each; (each = frame(head, next)) != null && each.rate() == like.rate(); count++) {
      next += each.bytes();
    }
    double mean = count == 0 ? like.bytes() : (next - offset) / (double) count;
    long frames = Math.max(1, Math.round((end - at) / mean));
    return new Mp3Info(at, end, like.rate(), like.samples(), like.bytes(), frames, 0, 0, false);
  }

  /** Where the tags at the end begin: ID3v1, APE with its cover, Lyrics3. */
  private static long endOfSound(SeekableByteChannel channel) throws IOException {
    long end = channel.size();
    for (boolean tagged = true; tagged; ) {
      long before = end;
      if (end > 128 && tag(bytes(channel, end - 128, 3), 0, "TAG")) {
        end -= 128;
      }
      byte[] foot = bytes(channel, Math.max(0, end - 32), (int) Math.min(32, end));
      if (foot.length == 32 && tag(foot, 0, "APETAGEX")) {
        ByteBuffer facts = ByteBuffer.wrap(foot).order(ByteOrder.LITTLE_ENDIAN);
        boolean header = (facts.getInt(20) & 0x8000_0000) != 0;
        end -= Integer.toUnsignedLong(facts.getInt(12)) + (header ? 32 : 0);
      } else if (foot.length == 32 && tag(foot, 23, "LYRICS200")) {
        String size = new String(foot, 17, 6, StandardCharsets.ISO_8859_1);
        end -= size.matches("\\d{6}") ? Integer.parseInt(size) + 15 : 0;
      }
      if (end < 0) {
        return before; // A tag that says it is larger than the file.
      }
      tagged = end < before;
    }
    return end;
  }

  private static long afterId3(SeekableByteChannel channel, long from) throws IOException {
    long at = from;
    byte[] head = bytes(channel, at, 10);
    while (head.length == 10 && tag(head, 0, "ID3")) {
      long size =
          (head[6] & 0x7FL) << 21
              | (head[7] & 0x7F) << 14
              | (head[8] & 0x7F) << 7
              | (head[9] & 0x7F);
      boolean footer = (head[5] & 0x10) != 0;
      at += 10 + size + (footer ? 10 : 0);
      head = bytes(channel, at, 10);
    }
    return at;
  }

  /** The header at an offset; null if there is none. */
  private static Frame frame(byte[] data, int at) {
    if (at < 0 || at + 4 > data.length || data[at] != (byte) 0xFF) {
      return null;
    }
    int version = data[at + 1] >> 3 & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
    int layer = data[at + 1] >> 1 & 3; // 1: Layer III
    int bitrate = data[at + 2] >> 4 & 15;
    int rate = RATES[data[at + 2] >> 2 & 3];
    if ((data[at + 1] & 0xE0) != 0xE0 || version == 1 || layer != 1 || rate == 0) {
      return null;
    }
    boolean mpeg1 = version == 3;
    int kbits = (mpeg1 ? BITRATES_1 : BITRATES_2)[bitrate];
    if (kbits == 0) {
      return null;
    }
    rate >>= version == 3 ? 0 : version == 2 ? 1 : 2;
    int padding = data[at + 2] >> 1 & 1;
    int bytes = (mpeg1 ? 144_000 : 72_000) * kbits / rate + padding;
    boolean mono = (data[at + 3] >> 6 & 3) == 3;
    return new Frame(mpeg1, mono, rate, bytes);
  }

  private static boolean tag(byte[] data, int at, String tag) {
    return at >= 0
        && at + tag.length() <= data.length
        && new String(data, at, tag.length(), StandardCharsets.ISO_8859_1).equals(tag);
  }

  private static byte[] bytes(SeekableByteChannel channel, long at, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    channel.position(at);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
