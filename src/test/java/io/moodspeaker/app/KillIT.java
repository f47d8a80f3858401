package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.Fault;
import io.moodspeaker.app.Packaged.Running;
import io.moodspeaker.music.Sounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole daemon, ended without a warning: what it does when it is started again. */
class KillIT {
  private static final Pattern STARTED =
      Pattern.compile("playing (?:tones: )?(\\w+)(?: from |,|$)");

  /** Seconds: longer than the slowest machine takes from the first sound to the first answer. */
  private static final double LENGTH = 60;

  private static final int TRACKS = 20;

  /** A track is noted within a second after it began; one that was heard for less may not be. */
  private static final double NOTED = 2;

  /** How far off the place may be, in seconds. */
  private static final double TOLERANCE = 5;

  @TempDir private Path folder;

  /** Where the music is. */
  private record Place(String playlist, String track, double position) {
    boolean isOf(String name) {
      return track.endsWith("/" + name + ".flac");
    }

    /** Past a second of a track, and not in the end of one that was taken up there. */
    boolean isWithin(double second) {
      return position > second && position < LENGTH - 5;
    }
  }

  /** When to kill. */
  private interface Moment {
    boolean isNow(Place place);
  }

  @Test
  @Fault(
      value = "kill -9 at any moment",
      seen = "the music stops",
      goesOn = "nothing",
      heals = "systemd starts it again: same playlist, same place",
      within = "the start")
  void killed_it_goes_on_with_the_same_playlist_and_place() throws Exception {
    kill(at -> at.position() > 3, at -> at.isWithin(0.5));
  }

  @Test
  @Tag("long")
  void killed_at_any_moment_it_goes_on_with_the_same_playlist_and_place_and_repeats_no_track()
      throws Exception {
    List<String> heard =
        kill(
            at -> at.position() > 3,
            new JustAfterTheNextTrackBegan(),
            at -> at.isWithin(0.5),
            at -> at.position() > LENGTH - 1,
            new JustAfterTheNextTrackBegan(),
            at -> at.isWithin(5));
    assertThat(heard).hasSizeBetween(3, TRACKS);
  }

  /** Lives until each of the moments in turn, and once is killed before it plays at all. */
  private List<String> kill(Moment... moments) throws Exception {
    Packaged image = Packaged.in(folder);
    Path list = playlist();
    Files.writeString(
        image.home().resolve("config/moods.yaml"),
        "music: {crossfade: 0s, shuffle: true}\nmoods:\n  neutral: {playlist: %s}\n"
            .formatted(list));
    Path face =
        Files.writeString(
            folder.resolve("calm.yaml"), "loop: true\nsteps:\n  - {show: neutral, seconds: 10}\n");
    int port = Packaged.freePort();
    String[] arguments = {
      "--set", "http.port=" + port, "--set", "audio=silent", "--set", "camera=drawn:" + face
    };

    List<Life> lives = new ArrayList<>();
    for (Moment moment : moments) {
      if (lives.size() == moments.length / 2) {
        killBeforeItPlays(image, arguments);
      }
      Optional<Life> before = lives.isEmpty() ? Optional.empty() : Optional.of(lives.getLast());
      lives.add(live(image, port, arguments, before, moment));
    }

    List<String> heard = new ArrayList<>();
    for (Life life : lives) {
      List<String> now = life.tracks();
      boolean goesOn = !heard.isEmpty();
      if (goesOn && !heard.get(heard.size() - 1).equals(now.get(0))) {
        heard.remove(heard.size() - 1); // It had just begun, and was not noted.
      }
      heard.addAll(goesOn ? now.subList(1, now.size()) : now);
    }
    assertThat(heard).isNotEmpty().doesNotHaveDuplicates();
    return heard;
  }

  /** A third of a second into a track that was seen to follow another: its place is not saved. */
  private static final class JustAfterTheNextTrackBegan implements Moment {
    private Optional<String> before = Optional.empty();

    @Override
    public boolean isNow(Place place) {
      String track = before.orElse(place.track());
      before = Optional.of(track);
      return !place.track().equals(track) && place.position() > 0.3;
    }
  }

  /**
   * What was seen of a process until it was killed.
   *
   * @param resumed the second of its first track at which it began
   */
  private record Life(List<String> tracks, double resumed, Place end) {
    String last() {
      return tracks.get(tracks.size() - 1);
    }
  }

  /** Notes when a log tells of each track. */
  private static final class Listener {
    private final Running daemon;
    private final List<String> tracks = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();

    Listener(Running daemon) {
      this.daemon = daemon;
    }

    void listen() {
      List<String> told =
          daemon.log().stream()
              .map(STARTED::matcher)
              .filter(Matcher::find)
              .map(matcher -> matcher.group(1))
              .toList();
      for (String track : told.subList(tracks.size(), told.size())) {
        tracks.add(track);
        seconds.add(System.nanoTime() / 1e9);
      }
    }

    /** By now, or by the time at which the first track gave way to the second. */
    double resumed(Place now) {
      return now.isOf(tracks.get(0))
          ? now.position() - (System.nanoTime() / 1e9 - seconds.get(0))
          : LENGTH - (seconds.get(1) - seconds.get(0));
    }
  }

  private static Life live(
      Packaged image, int port, String[] arguments, Optional<Life> before, Moment moment)
      throws Exception {
    try (Running daemon = image.start(arguments)) {
      DaemonClient client = new DaemonClient("127.0.0.1", port);
      Listener listener = new Listener(daemon);
      Place begin = await(client, listener, place -> place.position() > 0);
      double resumed = listener.resumed(begin);
      Place end = await(client, listener, moment);
      daemon.kill();
      listener.listen();
      Life life = new Life(listener.tracks, resumed, end);
      before.ifPresent(earlier -> assertGoesOn(earlier, life));
      return life;
    }
  }

  private static void assertGoesOn(Life before, Life after) {
    Place end = before.end();
    String track = after.tracks().get(0);
    String context = before + " and then " + after;
    assertThat(after.end().playlist()).as(context).isEqualTo(end.playlist());
    if (end.isOf(track)) {
      assertThat(after.resumed()).as(context).isCloseTo(end.position(), within(TOLERANCE));
    } else {
      assertThat(end.position()).as(context).isLessThan(NOTED);
      assertThat(before.tracks()).as(context).endsWith(track, before.last());
      assertThat(after.resumed()).as(context).isCloseTo(LENGTH, within(TOLERANCE));
    }
  }

  /** A life so short that it may not even have read what was saved. */
  private static void killBeforeItPlays(Packaged image, String[] arguments) throws Exception {
    try (Running daemon = image.start(arguments)) {
      Awaitility.await()
          .atMost(60, SECONDS)
          .pollInterval(5, MILLISECONDS)
          .until(() -> daemon.log().stream().anyMatch(line -> line.contains("sound: ")));
      daemon.kill();
    }
  }

  private static Place await(DaemonClient client, Listener listener, Moment moment) {
    return Awaitility.await()
        .atMost(90, SECONDS)
        .pollInterval(50, MILLISECONDS)
        .until(
            () -> {
              Optional<Place> place = place(client);
              listener.listen();
              return place;
            },
            place -> place.filter(moment::isNow).isPresent())
        .orElseThrow();
  }

  private static Optional<Place> place(DaemonClient client) throws InterruptedException {
    try {
      String json = client.get("/api/status", "application/json");
      JsonNode music = JsonMapper.shared().readTree(json).path("music");
      return music.path("track").isString()
          ? Optional.of(
              new Place(
                  music.path("playlist").asString(),
                  music.path("track").asString(),
                  music.path("position").asDouble()))
          : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  private Path playlist() throws IOException {
    Path music = Files.createDirectories(folder.resolve("music"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < TRACKS; i++) {
      Path file = music.resolve((char) ('a' + i) + "tone.flac");
      Sounds.write(file, Sounds.tone(300 + 10 * i, LENGTH));
      names.add(file.getFileName().toString());
    }
    return Files.write(music.resolve("tones.m3u8"), names);
  }
}
