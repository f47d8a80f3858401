package io.moodspeaker.light.pi4j;

/** One claimed pin. */
interface Output {
  /**
   * Drives the pin.
   *
   * @param level the brightness, 0 to 1, for a pin that can be dimmed
   * @param on what a pin does that can't
   */
  void set(double level, boolean on);

  /** Drives the pin low and gives it back. */
  void release();
}
