package io.moodspeaker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnergyGateTest {
  private static final int RATE = 16_000;

  private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
  private final Random random = new Random(1);

  private EnergyGateTest noise(double seconds, double level) {
    for (int i = 0; i < seconds * RATE; i++) {
      short sample = (short) (random.nextGaussian() * level * 32_767);
      sound.write(sample);
      sound.write(sample >> 8);
    }
    return this;
  }

  private Optional<Speech> heard() throws Exception {
    byte[] all = sound.toByteArray();
    return EnergyGate.record(
        () ->
            new Microphone.Recording() {
              private int at;

              @Override
              public int rate() {
                return RATE;
              }

              @Override
              public int channels() {
                return 1;
              }

              @Override
              public int read(byte[] block) {
                int length = Math.min(block.length, all.length - at);
                System.arraycopy(all, at, block, 0, length);
                at += length;
                return length;
              }

              @Override
              public void close() {
                sound.reset();
              }
            });
  }

  private static double seconds(Optional<Speech> speech) {
    return speech.orElseThrow().samples().length / 2.0 / RATE;
  }

  @Test
  void silence_and_the_rooms_own_noise_are_no_speech() throws Exception {
    assertThat(noise(20, 0).heard()).isEmpty();
    assertThat(noise(20, 0.02).heard()).isEmpty();
    assertThat(sound.size()).as("the microphone is closed").isZero();
  }

  @Test
  void speech_is_cut_out_of_the_room_with_its_beginning_and_a_pause() throws Exception {
    noise(2, 0.004).noise(1.5, 0.1).noise(0.6, 0.004).noise(1, 0.1).noise(5, 0.004);
    assertThat(seconds(heard())).isCloseTo(0.3 + 3.1 + 1.2, within(0.15));
  }

  @Test
  void who_does_not_begin_within_six_seconds_is_not_waited_for() throws Exception {
    assertThat(noise(7, 0.004).noise(2, 0.1).heard()).isEmpty();
  }

  @Test
  void nobody_is_recorded_for_longer_than_fifteen_seconds() throws Exception {
    assertThat(seconds(noise(0.5, 0.001).noise(60, 0.1).heard())).isBetween(14.0, 15.0);
  }

  @Test
  void a_click_is_no_speech() throws Exception {
    assertThat(noise(1, 0.001).noise(0.02, 0.5).noise(8, 0.001).heard()).isEmpty();
  }

  @Test
  void speech_that_begins_with_the_recording_is_heard() throws Exception {
    noise(0.2, 0.02).noise(1, 0.2).noise(2, 0.001);
    assertThat(seconds(heard())).isCloseTo(2.4, within(0.2));
  }
}
