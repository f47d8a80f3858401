package io.moodspeaker.composer.synth;

/** White noise of -1 to 1 from a seed: Marsaglia's xorshift64. */
final class Noise {
  private long state;

  Noise(long seed) {
    state = seed * 0x9E3779B97F4A7C15L + 0x1234567L;
    if (state == 0) {
      state = 1;
    }
    for (int i = 0; i < 8; i++) {
      next();
    }
  }

  double next() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (state >> 11) * 0x1.0p-52;
  }
}
