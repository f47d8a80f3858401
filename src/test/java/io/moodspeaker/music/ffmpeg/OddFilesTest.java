package io.moodspeaker.music.ffmpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.source.AudioSources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files as collections really hold them. */
class OddFilesTest {
  private static final FfmpegOpener FFMPEG = new FfmpegOpener();
  private static final AudioSources SOURCES =
      new AudioSources(List.of(new Mp3Opener(FFMPEG::tags), FFMPEG));

  private static final float[] TWO_SECONDS = Sounds.tone(440, 2);

  @TempDir Path folder;

  /** What it is, and what to expect: so many seconds of sound, or none. */
  private record Odd(Path file, double least, double most) {}

  private final Map<String, Odd> odd = new LinkedHashMap<>();

  private void plays(String what, Path file) {
    odd.put(what, new Odd(file, 1.9, 2.1));
  }

  private void plays(String what, Path file, double seconds) {
    odd.put(what, new Odd(file, seconds - 0.1, seconds + 0.1));
  }

  /** The same with 0 for its count of frames, as FFmpeg writes it first. */
  private static byte[] untold(byte[] mp3) {
    byte[] bytes = mp3.clone();
    int at = new String(bytes, 0, 4000, ISO_8859_1).indexOf("Info");
    at = at < 0 ? new String(bytes, 0, 4000, ISO_8859_1).indexOf("Xing") : at;
    Arrays.fill(bytes, at + 8, at + 16, (byte) 0);
    return bytes;
  }

  /** The same without the frame that tells how long it is. */
  private static byte[] withoutFacts(byte[] mp3) {
    String text = new String(mp3, ISO_8859_1);
    int facts = Math.max(text.indexOf("Info"), text.indexOf("Xing"));
    int next = text.indexOf("\u00ff\u00fb", facts);
    return Arrays.copyOfRange(mp3, next, mp3.length);
  }

  private static byte[] ape(int cover) {
    ByteBuffer tag = ByteBuffer.allocate(cover + 64).order(ByteOrder.LITTLE_ENDIAN);
    for (int part : new int[] {0, cover + 32}) {
      tag.position(part);
      tag.put("APETAGEX".getBytes(ISO_8859_1)).putInt(2000).putInt(cover + 32).putInt(1);
      tag.putInt(0x8000_0000);
    }
    return tag.array();
  }

  private Path nan(String name) throws IOException {
    int frames = 2 * 44_100;
    ByteBuffer wav = ByteBuffer.allocate(44 + frames * 8).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(ISO_8859_1))
        .putInt(36 + frames * 8)
        .put("WAVEfmt ".getBytes(ISO_8859_1));
    wav.putInt(16).putShort((short) 3).putShort((short) 2).putInt(44_100).putInt(44_100 * 8);
    wav.putShort((short) 8)
        .putShort((short) 32)
        .put("data".getBytes(ISO_8859_1))
        .putInt(frames * 8);
    for (int i = 0; i < frames; i++) {
      float value = i == 1000 ? Float.NaN : i == 2000 ? Float.POSITIVE_INFINITY : 0.1f;
      wav.putFloat(value).putFloat(value);
    }
    return Files.write(folder.resolve(name), wav.array());
  }

  private void playsInPart(String what, Path file) {
    odd.put(what, new Odd(file, 0.2, 2.1));
  }

  private void isSkipped(String what, Path file) {
    odd.put(what, new Odd(file, 0, 0));
  }

  private Path good(String name) throws IOException {
    return Sounds.write(folder.resolve(name), TWO_SECONDS);
  }

  private Path file(String name, byte[]... parts) throws IOException {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(all::put);
    return Files.write(folder.resolve(name), all.array());
  }

  private Path cut(String name, Path of, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(of);
    return file(name, Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  private Path torn(String name, Path of) throws IOException {
    byte[] bytes = Files.readAllBytes(of);
    Random random = new Random(3);
    for (int i = bytes.length * 4 / 10; i < bytes.length * 5 / 10; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return file(name, bytes);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private void makeAll() throws IOException {
    for (String suffix : new String[] {"mp3", "flac", "ogg", "m4a", "wav"}) {
      plays("a good ." + suffix, good("good." + suffix));
    }
    Path mp3 = folder.resolve("good.mp3");
    Path flac = folder.resolve("good.flac");
    Path ogg = folder.resolve("good.ogg");
    Path m4a = folder.resolve("good.m4a");
    Path wav = folder.resolve("good.wav");
    float[] at48 = Sounds.tone(440, 2, 48_000, 2, 0.5);
    plays("a good .opus", Sounds.write(folder.resolve("good.opus"), at48, 48_000, 2));
    plays("MP3 of 48 kHz", Sounds.write(folder.resolve("48.mp3"), at48, 48_000, 2));
    float[] mono22 = Sounds.tone(440, 2, 22_050, 1, 0.5);
    plays("MP3 of 22 kHz, mono", Sounds.write(folder.resolve("22.mp3"), mono22, 22_050, 1));
    float[] mono8 = Sounds.tone(440, 2, 8000, 1, 0.5);
    plays("WAV of 8 kHz, mono", Sounds.write(folder.resolve("8.wav"), mono8, 8000, 1));
    float[] at96 = Sounds.tone(440, 2, 96_000, 2, 0.5);
    plays("FLAC of 96 kHz", Sounds.write(folder.resolve("96.flac"), at96, 96_000, 2));
    float[] six = Sounds.tone(440, 2, 48_000, 6, 0.2);
    plays("WAV of six channels", Sounds.write(folder.resolve("six.wav"), six, 48_000, 6));

    byte[] song = Files.readAllBytes(mp3);
    Path other = Sounds.write(folder.resolve("other.mp3"), Sounds.tone(660, 2));
    plays("two MP3 joined", file("joined.mp3", song, Files.readAllBytes(other)), 4);
    plays("three MP3 joined", file("three.mp3", song, song, song), 6);
    plays("MP3 whose writer was killed", file("killed.mp3", untold(song)));
    plays("MP3 before an APE tag with a cover", file("ape.mp3", song, ape(36_000)));
    plays(
        "MP3 that tells no length, before an APE tag",
        file("bare-ape.mp3", withoutFacts(song), ape(36_000)));
    plays("WAV with numbers that are none", nan("nan.wav"));

    isSkipped("an empty .mp3", file("empty.mp3"));
    isSkipped("an empty .flac", file("empty.flac"));
    isSkipped(
        "a letter called .mp3", file("letter.mp3", "Dear all,\n".repeat(500).getBytes(UTF_8)));
    isSkipped(
        "a letter called .flac", file("letter.flac", "Dear all,\n".repeat(500).getBytes(UTF_8)));
    isSkipped("a playlist called .mp3", file("list.mp3", "#EXTM3U\ngood.flac\n".getBytes(UTF_8)));
    isSkipped("noise called .mp3", file("noise.mp3", noise(50_000)));
    isSkipped("noise called .opus", file("noise.opus", noise(50_000)));
    isSkipped("zeros called .wav", file("zeros.wav", new byte[50_000]));
    isSkipped("a directory called .mp3", Files.createDirectory(folder.resolve("album.mp3")));
    isSkipped("a file that is gone", folder.resolve("gone.mp3"));
    isSkipped(
        "a link to nowhere",
        Files.createSymbolicLink(folder.resolve("link.mp3"), folder.resolve("nowhere")));
    isSkipped(
        "a link to itself",
        Files.createSymbolicLink(folder.resolve("self.mp3"), folder.resolve("self.mp3")));
    isSkipped("a device", Path.of("/dev/zero"));
    Path picture = folder.resolve("cover.m4a");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", picture.toFile());
    isSkipped("a picture called .m4a", picture);
    isSkipped("WAV with a header alone", cut("header.wav", wav, 44.0 / Files.size(wav)));
    isSkipped("FLAC with a header alone", cut("header.flac", flac, 42.0 / Files.size(flac)));
    isSkipped("M4A without its index", cut("half.m4a", m4a, 0.5));

    playsInPart("MP3 cut in half", cut("half.mp3", mp3, 0.5));
    playsInPart("FLAC cut in half", cut("half.flac", flac, 0.5));
    playsInPart("Ogg cut short", cut("short.ogg", ogg, 0.9));
    playsInPart("WAV cut in half", cut("half.wav", wav, 0.5));
    playsInPart("MP3 with noise in it", torn("torn.mp3", mp3));
    playsInPart("FLAC with noise in it", torn("torn.flac", flac));
    playsInPart("Ogg with noise in it", torn("torn.ogg", ogg));

    byte[] id3 = new byte[10 + (200 << 7)];
    System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 1, 72, 0}, 0, id3, 0, 10);
    plays("MP3 behind a large ID3 tag", file("id3.mp3", id3, Files.readAllBytes(mp3)));
    byte[] id3v1 = Arrays.copyOf("TAGTitle".getBytes(UTF_8), 128);
    plays("MP3 before an old ID3 tag", file("id3v1.mp3", Files.readAllBytes(mp3), id3v1));
    plays("MP3 behind 10 kB of junk", file("junk.mp3", noise(10_000), Files.readAllBytes(mp3)));
    plays("MP3 called .flac", Files.copy(mp3, folder.resolve("mp3.flac")));
    plays("FLAC called .mp3", Files.copy(flac, folder.resolve("flac.mp3")));
    plays("WAV called .ogg", Files.copy(wav, folder.resolve("wav.ogg")));
    plays("FLAC without a suffix", Files.copy(flac, folder.resolve("nameless")));
    plays("a name in four scripts", Files.copy(mp3, folder.resolve("100% ♫ Ωöя 音 #1?.mp3")));
    ByteBuffer endless = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
    endless.putInt(4, -1);
    plays("WAV that says it is 4 GiB", file("endless.wav", endless.array()));
    float[] blink = Sounds.tone(440, 0.01);
    odd.put("MP3 of 10 ms", new Odd(Sounds.write(folder.resolve("10ms.mp3"), blink), 0.005, 0.1));
    odd.put("WAV of 10 ms", new Odd(Sounds.write(folder.resolve("10ms.wav"), blink), 0.01, 0.01));
    plays("silence", Sounds.write(folder.resolve("s.flac"), new float[TWO_SECONDS.length]));
  }

  @Test
  void each_plays_as_far_as_it_can_or_is_refused_with_a_reason() throws IOException {
    makeAll();
    assertThat(odd).hasSizeGreaterThanOrEqualTo(40);
    StringBuilder table = new StringBuilder("| file | what becomes of it |\n|---|---|\n");
    Map<String, String> wrong = new LinkedHashMap<>();
    odd.forEach(
        (what, file) -> {
          double seconds = 0;
          String end = "";
          try (AudioSource source = SOURCES.open(new Track(file.file().toString()))) {
            float[] block = new float[2048];
            for (int got; (got = source.read(block, 1024)) >= 0; ) {
              seconds += got / (double) Pcm.RATE;
            }
          } catch (IOException e) {
            end = e.getMessage();
          }
          String outcome =
              seconds == 0
                  ? "skipped: " + (end.isEmpty() ? "holds no sound" : end)
                  : String.format(Locale.ROOT, "plays %.2f s %s", seconds, end).strip();
          table.append("| ").append(what).append(" | ").append(outcome).append(" |\n");
          if (seconds < file.least() - 1e-9 || seconds > file.most() + 1e-9) {
            wrong.put(what, outcome);
          }
        });
    Files.writeString(Path.of("target", "odd-files.md"), table);
    assertThat(wrong).isEmpty();
    assertThat(table.toString()).as("plain words").doesNotContain("\0");
  }
}
