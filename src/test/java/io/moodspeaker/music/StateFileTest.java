package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir Path folder;

  @Test
  void what_is_saved_is_loaded() {
    PlayerState memory =
        new PlayerState(
            Optional.of(
                new PlayRequest("/l/a b.m3u8", true, Duration.ofMillis(1500), Set.of("/m/no.mp3"))),
            Optional.of(new Track("/m/\u00c9t\u00e9.mp3", Optional.of("Summer, live"))),
            Duration.ofMillis(83_250),
            true,
            35,
            Map.of("/l/a b.m3u8", List.of("/m/1.mp3", "/m/2.mp3"), "/l/b", List.of("/m/3.mp3")),
            Map.of("/m/2.mp3", Instant.parse("2026-02-03T04:05:06.789Z")));
    new StateFile(folder).save(memory);
    assertThat(new StateFile(folder).load()).contains(memory);
  }

  @Test
  void nothing_saved_and_nonsense_are_both_nothing() throws IOException {
    assertThat(new StateFile(folder).load()).isEmpty();
    Files.writeString(folder.resolve("player.tsv"), "volume\tloud\n");
    assertThat(new StateFile(folder).load()).isEmpty();
  }

  @Test
  void a_folder_that_is_gone_stops_nothing() {
    StateFile file = new StateFile(folder.resolve("gone"));
    PlayerState nothing =
        new PlayerState(
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            false,
            50,
            Map.of("a", List.of()),
            Map.of());
    file.save(nothing);
    assertThat(file.load()).isEmpty();
  }

  @Test
  void a_damaged_line_costs_no_more_than_itself() throws IOException {
    StateFile file = new StateFile(folder);
    Instant noon = Instant.parse("2026-02-03T12:00:00Z");
    PlayerState memory =
        new PlayerState(
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            false,
            50,
            Map.of("/l/a", List.of("/m/1.mp3")),
            Map.of("/m/1.mp3", noon));
    file.save(memory);
    Files.writeString(
        folder.resolve("rounds.tsv"),
        "recent\tyesterday\t/m/2.mp3\nrecent\n",
        StandardOpenOption.APPEND);
    assertThat(new StateFile(folder).load()).contains(memory);
  }

  @Test
  void bans_survive_a_restart_and_belong_to_their_mood() throws IOException {
    Optional<Path> file = Optional.of(folder.resolve("bans.tsv"));
    new Bans(file).ban(Mood.SADNESS, new Track("/m/a.mp3"));
    Files.writeString(file.get(), Files.readString(file.get()) + "no mood here\n");
    assertThat(new Bans(file).in(Mood.SADNESS)).containsExactly("/m/a.mp3");
    assertThat(new Bans(file).in(Mood.ANGER)).isEmpty();
  }
}
