package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Fault;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.control.Corrections;
import io.moodspeaker.music.control.MoodTracks;
import java.io.IOException;
import java.io.RandomAccessFile;
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
    new StateFile(folder).save(memory, Choices.NONE);
    assertThat(new StateFile(folder).load()).contains(memory);
  }

  @Test
  void what_hands_chose_is_kept_with_it_and_written_when_it_alone_has_changed() throws IOException {
    StateFile file = new StateFile(folder);
    assertThat(file.choices()).isEqualTo(Choices.NONE);
    file.save(PlayerState.nothing(50), Choices.NONE);
    Instant noon = Instant.parse("2026-02-03T12:00:00Z");
    Choices all =
        new Choices(
            true,
            Optional.of(noon),
            Optional.of(noon.plusSeconds(1)),
            Optional.of(noon.plusSeconds(2)),
            Optional.of(noon.plusSeconds(3)));
    file.save(PlayerState.nothing(50), all);
    assertThat(new StateFile(folder).choices()).isEqualTo(all);
    Path player = folder.resolve("player.tsv");
    Files.writeString(player, Files.readString(player).replace("12:00:00", "noon"));
    assertThat(new StateFile(folder).choices().held()).isEmpty();
    assertThat(new StateFile(folder).choices().wake()).isEqualTo(all.wake());
  }

  @Test
  void nothing_saved_and_nonsense_are_both_nothing() throws IOException {
    assertThat(new StateFile(folder).load()).isEmpty();
    Files.writeString(folder.resolve("player.tsv"), "volume\tloud\n");
    assertThat(new StateFile(folder).load()).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_made_stops_nothing() throws IOException {
    StateFile file = new StateFile(Files.createFile(folder.resolve("file")).resolve("gone"));
    PlayerState nothing =
        new PlayerState(
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            false,
            50,
            Map.of("a", List.of()),
            Map.of());
    file.save(nothing, Choices.NONE);
    assertThat(file.load()).isEmpty();
  }

  @Test
  @Fault(
      value = "player.tsv damaged",
      seen = "nothing",
      goesOn = "the lines that can be read",
      heals = "need not",
      within = "at the start")
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
    file.save(memory, Choices.NONE);
    Files.writeString(
        folder.resolve("rounds.tsv"),
        "recent\tyesterday\t/m/2.mp3\nrecent\n",
        StandardOpenOption.APPEND);
    assertThat(new StateFile(folder).load()).contains(memory);
  }

  @Test
  void bans_survive_a_restart_and_belong_to_their_mood() throws IOException {
    Optional<Path> file = Optional.of(folder.resolve("bans.tsv"));
    new MoodTracks(file).add(Mood.SADNESS, new Track("/m/a.mp3"));
    Files.writeString(file.get(), Files.readString(file.get()) + "no mood here\n");
    assertThat(new MoodTracks(file).in(Mood.SADNESS)).containsExactly("/m/a.mp3");
    assertThat(new MoodTracks(file).in(Mood.ANGER)).isEmpty();
  }

  @Test
  void a_position_alone_leaves_the_synced_files_as_they_are() throws IOException {
    StateFile file = new StateFile(folder);
    PlayerState state = PlayerState.nothing(50);
    file.save(state, Choices.NONE);
    Object before = inode("player.tsv");
    Object place = inode("position.tsv");
    for (int second = 1; second < 120; second += 7) {
      file.save(at(state, second), Choices.NONE);
      assertThat(new StateFile(folder).load()).contains(at(state, second));
    }
    assertThat(inode("player.tsv")).isEqualTo(before);
    assertThat(inode("position.tsv")).isEqualTo(place);
    file.save(at(PlayerState.nothing(60), 31), Choices.NONE);
    assertThat(inode("player.tsv")).isNotEqualTo(before);
    assertThat(new StateFile(folder).load()).contains(at(PlayerState.nothing(60), 31));
  }

  private Object inode(String name) throws IOException {
    return Files.getAttribute(folder.resolve(name), "unix:ino");
  }

  @Test
  void a_position_that_is_torn_or_of_another_track_is_not_believed() throws IOException {
    StateFile file = new StateFile(folder);
    file.save(PlayerState.nothing(50), Choices.NONE);
    file.save(at(PlayerState.nothing(50), 31), Choices.NONE);
    Path position = folder.resolve("position.tsv");
    String whole = Files.readString(position);
    Files.writeString(position, whole.replace("track\t", "track\t/m/other.mp3"));
    assertThat(new StateFile(folder).load()).contains(PlayerState.nothing(50));
    for (int length = 0; length < whole.length() - 1; length++) {
      Files.writeString(position, whole.substring(0, length));
      assertThat(new StateFile(folder).load()).contains(PlayerState.nothing(50));
    }
  }

  private static PlayerState at(PlayerState state, int second) {
    return new PlayerState(
        state.request(),
        state.track(),
        Duration.ofSeconds(second),
        state.paused(),
        state.volume(),
        state.rounds(),
        state.recent());
  }

  @Test
  void a_password_is_not_written_down() throws IOException {
    String radio = "https://joe:s3cret@radio.example/live?token=abc123";
    StateFile file = new StateFile(folder);
    file.save(
        new PlayerState(
            Optional.of(new PlayRequest(radio, true, Duration.ZERO, Set.of(new Track(radio).id()))),
            Optional.of(new Track(radio)),
            Duration.ZERO,
            false,
            50,
            Map.of(new Track(radio).id(), List.of(new Track(radio).id())),
            Map.of()),
        Choices.NONE);
    for (String name : List.of("player.tsv", "rounds.tsv")) {
      assertThat(Files.readString(folder.resolve(name)))
          .doesNotContain("s3cret", "abc123")
          .contains("radio.example/live");
    }
  }

  @Test
  void a_huge_state_file_is_left_alone() throws IOException {
    for (String name :
        List.of("player.tsv", "position.tsv", "rounds.tsv", "bans.tsv", "corrections.tsv")) {
      try (RandomAccessFile huge = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        huge.setLength(1L << 30);
      }
    }
    assertThat(new StateFile(folder).load()).isEmpty();
    assertThat(new MoodTracks(Optional.of(folder.resolve("bans.tsv"))).in(Mood.FEAR)).isEmpty();
    assertThat(new Corrections(Optional.of(folder.resolve("corrections.tsv"))).counts()).isEmpty();
  }
}
