package io.moodspeaker.speech;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Cuts what somebody says out of what a microphone hears: it begins where the sound rises above the
 * room's and ends where it has been down for a while. Time is counted in samples.
 */
public final class EnergyGate {
  /** Long enough for an answer; nobody is recorded for longer. */
  public static final Duration LONGEST = Duration.ofSeconds(15);

  /** Who has not begun by then has nothing to say. */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final Duration BLOCK = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofMillis(1200);

  /** Two blocks: a click is shorter. */
  private static final int BLOCKS_TO_BEGIN = 2;

  /** The beginning of a word is quieter than the rest of it; so long the room is listened to. */
  private static final int BLOCKS_BEFORE = 6;

  /** 10 dB above the room. */
  private static final double ABOVE_ROOM = 3.2;

  /** -46 dBFS: what is quieter is no speech, however quiet the room. */
  private static final double LEAST = 0.005;

  /** How fast the room's level follows a sound that is louder; a quieter one it takes at once. */
  private static final double RISE = 0.02;

  private EnergyGate() {}

  /**
   * Records until somebody has spoken, or nobody has.
   *
   * @return what was said; empty where nobody spoke
   */
  public static Optional<Speech> record(Microphone microphone)
      throws IOException, InterruptedException {
    try (Microphone.Recording recording = microphone.open()) {
      int frame = 2 * recording.channels();
      byte[] block = new byte[frames(BLOCK, recording) * frame];
      Deque<byte[]> before = new ArrayDeque<>();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      double room = Double.MAX_VALUE;
      int heard = 0;
      int loud = 0;
      int quiet = 0;
      for (Duration time = Duration.ZERO; time.compareTo(LONGEST) < 0; time = time.plus(BLOCK)) {
        int length = recording.read(block);
        length -= length % frame;
        if (length == 0) {
          break;
        }
        double level = level(block, length);
        boolean above = heard >= BLOCKS_BEFORE && level > Math.max(LEAST, ABOVE_ROOM * room);
        room = level < room ? level : above ? room : room + RISE * (level - room);
        heard++;
        if (said.size() > 0) {
          said.write(block, 0, length);
          quiet = above ? 0 : quiet + 1;
          if (BLOCK.multipliedBy(quiet).compareTo(PAUSE) >= 0) {
            break;
          }
          continue;
        }
        before.add(Arrays.copyOf(block, length));
        loud = above ? loud + 1 : 0;
        if (loud >= BLOCKS_TO_BEGIN) {
          before.forEach(each -> said.write(each, 0, each.length));
        } else if (before.size() > BLOCKS_BEFORE) {
          before.removeFirst();
        }
        if (said.size() == 0 && time.compareTo(PATIENCE) >= 0) {
          break;
        }
      }
      return said.size() == 0
          ? Optional.empty()
          : Optional.of(new Speech(recording.rate(), recording.channels(), said.toByteArray()));
    }
  }

  private static int frames(Duration time, Microphone.Recording recording) {
    return (int) (time.toMillis() * recording.rate() / 1000);
  }

  /** The root of the mean square, 0 to 1. */
  private static double level(byte[] block, int length) {
    double sum = 0;
    for (int i = 0; i + 1 < length; i += 2) {
      double sample = (short) ((block[i] & 0xff) | (block[i + 1] << 8)) / 32_768.0;
      sum += sample * sample;
    }
    return Math.sqrt(sum / (length / 2.0));
  }
}
