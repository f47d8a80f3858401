package io.moodspeaker.music;

import static org.awaitility.Awaitility.await;

import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.music.control.PlaybackController;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicFeatureTest {
  @TempDir private Path folder;

  private final FakeTime time = new FakeTime();
  private final MusicFeature feature = new MusicFeature();

  @AfterEach
  void close() {
    feature.close();
  }

  private FakeContext start(String moods) throws IOException {
    for (String name : List.of("own", "hers")) {
      Path song = Sounds.write(folder.resolve(name + ".flac"), Sounds.tone(300, 30));
      Files.writeString(folder.resolve(name + ".m3u8"), song + "\n");
    }
    FakeContext context =
        new FakeContext(new FakeConfig(feature, Map.of("audio", "silent"), moods, folder), time);
    feature.start(context);
    return context;
  }

  private void untilPlays(String name) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> String.valueOf(feature.status().get("playlist")).equals(name));
  }

  private static Observation seen(Optional<String> person) {
    EmotionScores scores = EmotionScores.only(Emotion.NEUTRAL);
    return new Observation(
        Instant.EPOCH, List.of(new Face(new Box(0, 0, 90, 90), scores).of(person)));
  }

  @Test
  void a_rule_of_somebodys_holds_as_soon_as_that_person_is_recognised() throws IOException {
    FakeContext context =
        start(
            """
              neutral:
                playlist: own.m3u8
                playlists: {hers: {playlist: hers.m3u8, when: {person: Ada}}}
            """);
    PlaybackController controller = (PlaybackController) context.bound().get("music-controller");
    MoodChange change =
        new MoodChange(
            time.instant(), Mood.NEUTRAL, Mood.ABSENT, Duration.ZERO, 0.8, Optional.empty());
    context.publish(change);
    var unused = controller.mood(change);
    untilPlays("own.m3u8");
    context.publish(seen(Optional.empty()));
    context.publish(seen(Optional.of("Ada")));
    time.advance(Duration.ofSeconds(1));
    untilPlays("hers.m3u8");
  }
}
