package io.moodspeaker.music.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** What is really heard, through a sound server whose null sink is listened to. */
class PulseAudioTest {
  /** {@code -Dmoodspeaker.kills=100} for a long evening. */
  private static final int KILLS = Integer.getInteger("moodspeaker.kills", 2);

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
  void a_killed_sound_server_holds_the_track_until_it_is_back() throws IOException {
    Path song = song(folder.resolve("song.flac"), Sounds.tone(440, 60 + 5 * KILLS));
    try (PlayerProcess player = player(Duration.ZERO)) {
      player.order("play 100 " + list("song", song));
      await().until(() -> player.position() > 1500);
      int threads = player.threads();
      for (int i = 0; i < KILLS; i++) {
        pulse.kill();
        long killed = System.nanoTime();
        player.awaitStatus("WAITING");
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(2));
        long before = player.position();
        pulse.start();
        long back = System.nanoTime();
        await().atMost(Duration.ofSeconds(3)).until(() -> player.position() > before + 300);
        assertThat(player.status()).startsWith("PLAYING").contains("song");
        assertThat(player.position())
            .as("goes on from where it was")
            .isLessThan(before + 500 + Duration.ofNanos(System.nanoTime() - back).toMillis());
      }
      assertThat(player.threads()).as("threads").isLessThanOrEqualTo(threads + 1);
    }
    assertThat(Files.readString(folder.resolve("player.log")))
        .contains("is lost")
        .contains("is back");
  }
}
