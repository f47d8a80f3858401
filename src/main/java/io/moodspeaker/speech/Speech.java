package io.moodspeaker.speech;

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
}
