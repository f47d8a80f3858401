package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.composed.ComposedOpener;
import io.moodspeaker.music.library.Feel;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackPlaybackTest {
  @Test
  void what_composed_music_says_of_itself_is_known_before_it_sounds() throws IOException {
    AudioSources sources =
        new AudioSources(List.of(new ComposedOpener(() -> Feel.of(Mood.SADNESS))));
    Track track = new Track("compose:7");
    try (TrackPlayback voice = TrackPlayback.open(sources, track, Duration.ZERO)) {
      assertThat(voice.tags().name(track)).endsWith(" minor, 76 beats a minute by moodspeaker");
      // It is as loud as all tracks are made, so that none of the player's own levelling is needed.
      assertThat(voice.tags().trackGain()).hasValue(-1);
    }
  }
}
