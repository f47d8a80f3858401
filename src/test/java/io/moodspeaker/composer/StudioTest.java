package io.moodspeaker.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.composer.synth.Loudness;
import io.moodspeaker.composer.synth.Stereo;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StudioTest {
  /** Two bars with an instrument of each family. */
  private static final String EXCERPT =
      """
      playlist: Test
      = Two Bars
      key: D dorian
      tempo: 110
      room: 1
      form: A
      part guitar: nylon chords
      part bell: vibraphone melody octave 4
      part piano: felt melody octave 4
      part keys: rhodes chords
      part pad: strings chords chorus 0.3
      part flute: flute melody
      part bass: upright bass
      part kit: drums drums
      [A]
      chords | i9 | IV |
      guitar | 1 2 3 4 |
      bell | 5 - 3 1 |
      piano | 1' - - 5 |
      keys | x - x - |
      pad | x |
      flute | 5 - - 4 |
      bass | 1 - 5 - |
      kit | k h s h |
      """;

  private static Stereo sound;

  @BeforeAll
  static void render() {
    sound = Studio.render(excerpt());
  }

  private static Tune excerpt() {
    return TuneReader.read("test", EXCERPT).tunes().get(0);
  }

  @Test
  void the_same_tune_gives_the_same_samples() throws Exception {
    assertThat(hash(Studio.render(excerpt()))).isEqualTo(hash(sound));
  }

  @Test
  void another_title_is_another_performance() throws Exception {
    Tune other = TuneReader.read("test", EXCERPT.replace("Two Bars", "Two Others")).tunes().get(0);
    assertThat(hash(Studio.render(other))).isNotEqualTo(hash(sound));
  }

  @Test
  void the_samples_are_those_of_every_machine() throws Exception {
    // Rendered on x86-64; a change of the synthesis changes it, a change of the machine must not.
    assertThat(hash(sound))
        .isEqualTo("ca88b5d7108622e195daf33f35f58882d37a04ebb5452040b8cea5585e1e89e3");
  }

  @Test
  void it_is_as_loud_as_the_player_wants_and_no_peak_is_too_high() {
    assertThat(Loudness.integrated(sound)).isEqualTo(-17, within(0.7));
    assertThat(Loudness.truePeak(sound)).isLessThanOrEqualTo(-3);
  }

  @Test
  void it_starts_and_ends_in_silence_and_never_jumps() {
    double[] left = sound.left();
    assertThat(Math.abs(left[0])).isLessThan(1e-6);
    assertThat(Math.abs(left[left.length - 1])).isLessThan(1e-6);
    double sum = 0;
    for (double sample : left) {
      assertThat(sample).isBetween(-0.75, 0.75);
      sum += sample;
    }
    assertThat(sum / left.length).as("direct current").isEqualTo(0, within(1e-3));
  }

  private static String hash(Stereo sound) throws Exception {
    short[] pcm = sound.toPcm();
    ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length);
    bytes.asShortBuffer().put(pcm);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
