package io.moodspeaker.music.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.Tones;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudioSourcesTest {
  private static final Track TONE = new Track("http://tones/440hz-1000ms", Optional.empty());

  /** A decoder whose native library is missing. */
  private static final class Unlinked implements SourceOpener {
    @Override
    public boolean accepts(String location) {
      return true;
    }

    @Override
    public AudioSource open(String location) {
      throw new UnsatisfiedLinkError("libpulse.so.0: cannot open shared object file");
    }
  }

  @Test
  void a_decoder_without_its_library_leaves_the_track_to_the_next() throws IOException {
    AudioSources sources = new AudioSources(List.of(new Unlinked(), new Tones()));
    try (AudioSource source = sources.open(TONE)) {
      assertThat(source.read(new float[200], 100)).isPositive();
    }
  }

  @Test
  void a_missing_library_is_named_where_no_other_decoder_is_left() {
    AudioSources sources = new AudioSources(List.of(new Unlinked()));
    assertThatThrownBy(() -> sources.open(TONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("libpulse.so.0");
  }
}
