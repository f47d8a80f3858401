package io.moodspeaker.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Something spoken, as sound.
 *
 * @param rate frames a second
 * @param channels 1 or 2
 * @param samples signed 16-bit little-endian samples, the channels interleaved
 */
@SuppressWarnings("ArrayRecordComponent") // A sentence of sound, which nobody changes.
public record Speech(int rate, int channels, byte[] samples) {
  public Speech {
    if (rate < 4_000 || rate > 192_000 || channels < 1 || channels > 2) {
      throw new IllegalArgumentException(
          "speech must have a rate of 4000 to 192000 and 1 or 2 channels, had %d and %d"
              .formatted(rate, channels));
    }
    samples = samples.clone();
  }

  /**
   * The same, softer.
   *
   * @param gain the factor of all samples, 0 to 1
   * @throws IllegalArgumentException if it is neither
   */
  public Speech times(double gain) {
    if (!(gain >= 0 && gain <= 1)) {
      throw new IllegalArgumentException("a gain must be 0 to 1, was " + gain);
    }
    ByteBuffer soft = ByteBuffer.wrap(samples.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 1 < samples.length; at += 2) {
      soft.putShort(at, (short) Math.round(soft.getShort(at) * gain));
    }
    return new Speech(rate, channels, soft.array());
  }
}
