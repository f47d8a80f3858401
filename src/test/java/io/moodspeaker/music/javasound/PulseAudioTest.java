package io.moodspeaker.music.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.Fault;
import io.moodspeaker.music.Clicks;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is really heard, through a sound server whose null sink is listened to. */
class PulseAudioTest {
  private static final Logger LOG = LoggerFactory.getLogger(PulseAudioTest.class);

  /** {@code -Dmoodspeaker.kills=100} for a long evening. */
  private static final int KILLS = Integer.getInteger("moodspeaker.kills", 5);

  /** {@code -Dmoodspeaker.outages=100} takes half an hour. */
  private static final int OUTAGES = Integer.getInteger("moodspeaker.outages", 1);

  private static final Duration OUTAGE = Duration.ofSeconds(10);

  /** The server is up again: so soon the music is to go on. */
  private static final double RETURN = 3;

  /** So soon a device that went or came is to be noticed. */
  private static final Duration NOTICED = Duration.ofSeconds(2);

  /** In seconds, more than the recorder may lose of the end; no ear could tell. */
  private static final double PLACE = 0.1;

  @TempDir Path folder;

  private PulseServer pulse;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(PulseServer.missing().isEmpty(), () -> PulseServer.missing().orElseThrow());
    pulse = new PulseServer(folder.resolve("home"));
    pulse.start();
  }

  @AfterEach
  void stop() throws IOException {
    if (pulse != null) {
      pulse.close();
    }
  }

  /** A check of what is heard. */
  private interface Check {
    void run() throws IOException;
  }

  /** A busy machine may starve the sound server; a fault of the player's comes every time. */
  private static void thrice(Check check) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (attempt == 3) {
          throw e;
        }
      }
    }
  }

  private PlayerProcess player(Duration crossfade) throws IOException {
    return new PlayerProcess(pulse, folder.resolve("player.log"), crossfade);
  }

  /** A song that says how loud it is: the test is not about finding that out. */
  private static Path song(Path file, float[] samples) throws IOException {
    Map<String, String> level = Map.of("REPLAYGAIN_TRACK_GAIN", "0.00 dB");
    return Sounds.write(file, samples, Pcm.RATE, Pcm.CHANNELS, level);
  }

  private Path list(String name, Path... files) throws IOException {
    return Files.write(
        folder.resolve(name + ".m3u8"), Stream.of(files).map(Path::toString).toList());
  }

  /** The frame at which a recording first is louder than -50 dBFS. */
  private static int firstSound(double[] recording) {
    for (int i = 0; i < recording.length; i++) {
      if (Math.abs(recording[i]) > 0.003) {
        return i;
      }
    }
    throw new AssertionError("nothing was heard");
  }

  private static double[] from(double[] recording, int frame) {
    return Arrays.copyOfRange(recording, frame, recording.length);
  }

  @Test
  void a_mood_change_is_heard_as_fade_out_and_fade_in_without_a_click() throws IOException {
    thrice(this::hearChange);
  }

  private void hearChange() throws IOException {
    Path calm = song(folder.resolve("calm.flac"), Sounds.tone(300, 20));
    Path lively = song(folder.resolve("lively.mp3"), Sounds.tone(500, 20));
    Path raw = folder.resolve("raw");
    double[] heard;
    try (PlayerProcess player = player(Duration.ZERO)) {
      pulse.record(raw);
      player.order("play 400 " + list("calm", calm));
      await().until(() -> player.position() > 1500);
      player.order("play 400 " + list("lively", lively));
      player.awaitStatus("PLAYING");
      await().until(() -> player.status().contains("lively") && player.position() > 1500);
      heard = pulse.recorded(raw);
    }
    heard = from(heard, firstSound(heard));
    assertThat(Sounds.purity(Sounds.slice(heard, 0.5, 1.4), 300)).isGreaterThan(0.999);
    int end = heard.length - 22_050;
    double[] last = Arrays.copyOfRange(heard, end - 22_050, end);
    assertThat(Sounds.purity(last, 500)).isGreaterThan(0.999);
    assertThat(Clicks.loudest(heard))
        .as("loudest click in dBFS, at %.2f s", Clicks.where(heard))
        .isLessThan(-30);
    double quietest = 1;
    for (double at = 1.4; at < heard.length / 44_100.0 - 1; at += 0.02) {
      quietest = Math.min(quietest, Sounds.rms(Sounds.slice(heard, at, at + 0.02)));
    }
    assertThat(quietest).as("between the two").isLessThan(0.05);
  }

  @Test
  void an_album_is_heard_without_a_gap() throws IOException {
    thrice(this::hearAlbum);
  }

  private void hearAlbum() throws IOException {
    Path album = Files.createDirectories(folder.resolve("album"));
    float[] whole = Sounds.tone(441, 8);
    float[] first = Arrays.copyOfRange(whole, 0, 2 * 100_000);
    float[] second = Arrays.copyOfRange(whole, 2 * 100_000, whole.length);
    Path one = song(album.resolve("01 one.flac"), first);
    Path two = song(album.resolve("02 two.flac"), second);
    Path raw = folder.resolve("raw");
    double[] heard;
    try (PlayerProcess player = player(Duration.ofSeconds(1))) {
      pulse.record(raw);
      player.order("play 0 " + list("album", one, two));
      await().until(() -> player.status().contains("two") && player.position() > 2000);
      heard = pulse.recorded(raw);
    }
    heard = from(heard, firstSound(heard));
    double[] joint = Sounds.slice(heard, 1.3, 3.3);
    assertThat(Sounds.purity(joint, 441)).as("one unbroken wave").isGreaterThan(0.999);
    double quietest = 1;
    for (double at = 1; at < 3.5; at += 0.005) {
      quietest = Math.min(quietest, Sounds.rms(Sounds.slice(heard, at, at + 0.005)));
    }
    assertThat(quietest).as("quietest 5 ms").isGreaterThan(0.3);
  }

  @Test
  void a_crossfade_is_heard_at_even_power() throws IOException {
    thrice(this::hearCrossfade);
  }

  private void hearCrossfade() throws IOException {
    Path a = song(folder.resolve("a.flac"), Sounds.tone(300, 4));
    Path b = song(folder.resolve("b.flac"), Sounds.tone(500, 6));
    Path raw = folder.resolve("raw");
    double[] heard;
    try (PlayerProcess player = player(Duration.ofSeconds(2))) {
      pulse.record(raw);
      player.order("play 0 " + list("pair", a, b));
      await().until(() -> player.status().contains("b.flac") && player.position() > 3500);
      heard = pulse.recorded(raw);
    }
    heard = from(heard, firstSound(heard));
    double level = Sounds.rms(Sounds.slice(heard, 0.5, 1.5));
    for (double at = 1.5; at < 5; at += 0.1) {
      double now = Sounds.rms(Sounds.slice(heard, at, at + 0.1));
      assertThat(Sounds.decibels(now / level)).as("dB at %.1f s", at).isCloseTo(0, within(1.0));
    }
  }

  @Test
  @Fault(
      value = "Sound server killed",
      seen = "`is lost`, later `is back`; the track waits",
      goesOn = "mood, light, page",
      heals = "by itself, when the server is back; the track goes on from where it was",
      within = "seen within 2 s")
  void a_killed_sound_server_holds_the_track_until_it_is_back() throws IOException {
    Path song = song(folder.resolve("song.flac"), Sounds.tone(440, 60 + 5 * KILLS));
    try (PlayerProcess player = player(Duration.ZERO)) {
      player.order("play 100 " + list("song", song));
      await().until(() -> player.position() > 1500);
      Held held = Held.by(player);
      for (int i = 0; i < KILLS; i++) {
        pulse.kill();
        long killed = System.nanoTime();
        player.awaitStatus("WAITING");
        assertThat(since(killed)).isLessThan(Duration.ofSeconds(2));
        long before = player.position();
        pulse.start();
        long back = System.nanoTime();
        await()
            .atMost(Duration.ofMillis(Math.round(1000 * RETURN)))
            .until(() -> player.position() > before + 300);
        assertThat(player.status()).startsWith("PLAYING").contains("song");
        assertThat(player.position())
            .as("goes on from where it was")
            .isLessThan(before + 500 + since(back).toMillis());
      }
      held.assertNoMoreBy(player);
    }
    assertThat(Files.readString(folder.resolve("player.log")))
        .contains("is lost")
        .contains("is back");
  }

  @Test
  void after_an_outage_of_ten_seconds_the_track_is_heard_from_where_it_was() throws IOException {
    Path song = song(folder.resolve("song.flac"), Sweep.of(20 + 6 * OUTAGES));
    double worstReturn = 0;
    double worstPlace = 0;
    try (PlayerProcess player = player(Duration.ZERO)) {
      player.order("play 100 " + list("song", song));
      await().until(() -> player.position() > 1500);
      Held held = Held.by(player);
      for (int i = 0; i < OUTAGES; i++) {
        Path raw = folder.resolve("raw");
        pulse.record(raw);
        long begin = player.position();
        await().until(() -> player.position() > begin + 1000);
        pulse.kill();
        long killed = System.nanoTime();
        double heardLast = lastSecond(pulse.recorded(raw));
        player.awaitStatus("WAITING");
        assertThat(since(killed)).isLessThan(Duration.ofSeconds(2));
        long waits = player.position();
        await()
            .atMost(OUTAGE.plusSeconds(1))
            .until(
                () -> {
                  assertThat(player.status()).startsWith("WAITING " + waits + " ");
                  return since(killed).compareTo(OUTAGE) >= 0;
                });
        pulse.start();
        long back = System.nanoTime();
        pulse.record(raw);
        double listening = since(back).toMillis() / 1000.0;
        await().until(() -> player.position() > waits + 1000);
        double[] recording = pulse.recorded(raw);
        double silent = firstSound(recording) / (double) Pcm.RATE;
        // The player may have been back before the recorder was: so much was not recorded, then.
        double missed = silent > 0 ? 0 : listening;
        double heardFirst = firstSecond(recording);
        assertThat(listening + silent).as("s to the first sound").isLessThan(RETURN);
        assertThat(heardFirst)
            .as("second of the track, after outage %d", i + 1)
            .isBetween(heardLast - PLACE, heardLast + missed + PLACE);
        worstReturn = Math.max(worstReturn, listening + silent);
        worstPlace = Math.max(worstPlace, Math.abs(heardFirst - heardLast) - missed);
      }
      held.assertNoMoreBy(player);
    }
    LOG.info(
        "the worst of {}: heard again after {} s, {} s from where it was",
        OUTAGES,
        worstReturn,
        worstPlace);
  }

  @Test
  void a_device_that_begins_late_is_not_taken_for_lost() throws IOException {
    thrice(this::beginLate);
  }

  private void beginLate() throws IOException {
    Path song = song(folder.resolve("song.flac"), Sounds.tone(440, 20));
    try (PulseServer slow = PulseServer.slowToBegin(folder.resolve("slow"))) {
      slow.start();
      try (PlayerProcess player =
          new PlayerProcess(slow, folder.resolve("player.log"), Duration.ZERO)) {
        player.order("play 100 " + list("song", song));
        await().atMost(Duration.ofSeconds(30)).until(() -> player.position() > 2500);
      }
    }
    assertThat(Files.readString(folder.resolve("player.log")))
        .contains("playing song")
        .doesNotContain("is lost");
  }

  @Test
  void a_named_device_may_come_late_go_and_come_back() throws IOException {
    Path song = song(folder.resolve("song.flac"), Sounds.tone(440, 60));
    pulse.unplug();
    try (PlayerProcess player =
        new PlayerProcess(pulse, folder.resolve("player.log"), Duration.ZERO, "default")) {
      player.order("play 100 " + list("song", song));
      player.awaitStatus("WAITING 0");
      pulse.plug();
      await().atMost(NOTICED).until(() -> player.status().startsWith("PLAYING"));
      await().until(() -> player.position() > 1500);
      pulse.unplug();
      await().atMost(NOTICED).until(() -> player.status().startsWith("WAITING"));
      long waits = player.position();
      pulse.plug();
      await().atMost(NOTICED).until(() -> player.status().startsWith("PLAYING"));
      assertThat(player.position()).isBetween(waits, waits + 1000);
      await().until(() -> player.position() > waits + 1000);
    }
    assertThat(Files.readString(folder.resolve("player.log")))
        .contains("sound device default is not there")
        .contains("sound device default is lost")
        .contains("sound device default is back after");
  }

  /** What a player holds that an outage could leave behind. */
  private record Held(int threads, long nativeThreads, long descriptors) {
    static Held by(PlayerProcess player) throws IOException {
      return new Held(player.threads(), player.nativeThreads(), player.descriptors());
    }

    /**
     * The compiler and the library may have brought in a thread and a file: once, not each time.
     */
    void assertNoMoreBy(PlayerProcess player) {
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                Held now = Held.by(player);
                assertThat(now.threads()).as("threads").isLessThanOrEqualTo(threads + 1);
                assertThat(now.nativeThreads())
                    .as("threads with native ones")
                    .isLessThanOrEqualTo(nativeThreads + 1);
                assertThat(now.descriptors())
                    .as("open files and connections")
                    .isLessThanOrEqualTo(descriptors + 1);
              });
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** The second of a sweep with which a recording ends. */
  private static double lastSecond(double[] recording) {
    int end = recording.length;
    while (Math.abs(recording[end - 1]) < 0.003) {
      end--;
    }
    int window = Pcm.RATE / 5;
    return Sweep.second(Arrays.copyOfRange(recording, end - window, end)) + 0.1;
  }

  /** The second of a sweep with which a recording begins. */
  private static double firstSecond(double[] recording) {
    double[] heard = from(recording, firstSound(recording));
    return Sweep.second(Arrays.copyOf(heard, Pcm.RATE / 5)) - 0.1;
  }
}
