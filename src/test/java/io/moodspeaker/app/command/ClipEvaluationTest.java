package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Natives;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clips from a neutral face to an expression, through the detector, the model and the judge. */
class ClipEvaluationTest {
  static {
    Natives.FFMPEG.load();
  }

  private static final int RATE = 10;

  @TempDir Path folder;

  private static void write(Path file, List<Frame> frames) throws IOException {
    Frame first = frames.getFirst();
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toFile(), first.width(), first.height())) {
      recorder.setFormat("mp4");
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
      recorder.setVideoBitrate(4_000_000);
      recorder.setFrameRate(RATE);
      recorder.start();
      for (Frame frame : frames) {
        try (org.bytedeco.javacv.Frame out =
            new org.bytedeco.javacv.Frame(
                frame.width(), frame.height(), org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3)) {
          ((ByteBuffer) out.image[0]).put(frame.bgr());
          out.imageStride = 3 * frame.width();
          recorder.record(out);
        }
      }
    }
  }

  /** Four seconds neutral, then eight of an expression. */
  private static List<Frame> drawn(Emotion emotion) {
    List<Frame> frames = new ArrayList<>();
    Frame neutral = DrawnFace.person(Expression.of(Emotion.NEUTRAL), Pose.CENTRE, 1, Instant.EPOCH);
    Frame peak = DrawnFace.person(Expression.of(emotion), Pose.CENTRE, 1, Instant.EPOCH);
    for (int i = 0; i < 12 * RATE; i++) {
      frames.add(i < 4 * RATE ? neutral : peak);
    }
    return frames;
  }

  private JsonNode measured(String... more) {
    List<String> args = new ArrayList<>(List.of("--clips", "" + folder, "--format", "json"));
    args.addAll(List.of("--detector", "haar"));
    args.addAll(List.of(more));
    Ran ran = Ran.command(new EvaluateCommand(), args.toArray(String[]::new));
    assertThat(ran.exit()).as(ran.err()).isZero();
    return JsonMapper.shared().readTree(ran.out());
  }

  @Test
  void the_mood_at_the_end_is_measured_and_when_it_came() throws IOException {
    write(folder.resolve("happiness_drawn.mp4"), drawn(Emotion.HAPPINESS));
    write(folder.resolve("neutral_drawn.mp4"), drawn(Emotion.NEUTRAL));
    write(folder.resolve("sadness_that_smiles.mp4"), drawn(Emotion.HAPPINESS));
    Files.writeString(folder.resolve("notes.txt"), "no clip");

    JsonNode json = measured();

    assertThat(json.get("clips").asInt()).isEqualTo(3);
    assertThat(json.get("right").asInt()).isEqualTo(2);
    assertThat(json.get("wrong_on_the_way").asInt()).isEqualTo(1);
    JsonNode smile = json.get("per_clip").get(0);
    assertThat(smile.get("truth").asString()).isEqualTo("happiness");
    assertThat(smile.get("end").asString()).isEqualTo("happiness");
    assertThat(smile.get("wrong")).isEmpty();
    assertThat(smile.get("seconds").asDouble()).isBetween(4.0, 9.0);
    assertThat(json.get("per_clip").get(2).get("wrong").get(0).asString()).isEqualTo("happiness");
    assertThat(measured("--own-neutral", "3").get("right").asInt()).isEqualTo(2);

    Ran text =
        Ran.command(new EvaluateCommand(), "--clips", folder.toString(), "--detector", "haar");
    assertThat(text.out()).contains("right " + folder.resolve("happiness_drawn.mp4"));
    assertThat(text.err()).contains("notes.txt: no emotion is called 'notes'");
  }

  @Test
  void what_can_t_be_measured_is_told() throws IOException {
    Files.writeString(folder.resolve("sadness_no_video.mp4"), "no video");

    Ran none = Ran.command(new EvaluateCommand(), "--clips", folder.toString());
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("holds no clips named after emotions");

    Ran nowhere = Ran.command(new EvaluateCommand(), "--clips", "" + folder.resolve("nowhere"));
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("give a folder of clips");

    Ran both = Ran.command(new EvaluateCommand(), "--clips", "" + folder, "--data", "" + folder);
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("leave one out");
  }

  private Ran clips(String... more) {
    List<String> args = new ArrayList<>(List.of("--clips", folder.toString()));
    args.addAll(List.of(more));
    return Ran.command(new EvaluateCommand(), args.toArray(String[]::new));
  }

  @Test
  void what_was_asked_for_wrongly_is_bad_input() throws IOException {
    Files.writeString(folder.resolve("sadness_1.mp4"), "no video");

    Ran noModel = clips("--model", folder.resolve("nix").toString());
    assertThat(noModel.exit()).isEqualTo(2);
    assertThat(noModel.err()).contains("nix");

    for (String detector : new String[] {"none", "full-rnage"}) {
      Ran ran = clips("--detector", detector);
      assertThat(ran.exit()).as(detector).isEqualTo(2);
      assertThat(ran.err()).contains("full-range");
    }
    for (String length : new String[] {"NaN", "-1", "Infinity"}) {
      Ran ran = clips("--own-neutral", length);
      assertThat(ran.exit()).as(length).isEqualTo(2);
      assertThat(ran.err()).contains("--own-neutral must be 0 to 86400 seconds");
    }

    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Ran loop = clips();
    assertThat(loop.exit()).isEqualTo(2);
    assertThat(loop.err()).contains("loop is a link to a folder that it lies in");
  }

  @Test
  void the_detectors_are_those_of_other_commands_for_pictures_too() throws IOException {
    Path faces = Files.createDirectories(folder.resolve("happiness"));
    Files.writeString(faces.resolve("a.png"), "no picture");
    String[] args = {
      "--data",
      folder.toString(),
      "--detector-models",
      folder.toString(),
      "--detector",
      "full-range"
    };

    assertThat(Ran.command(new EvaluateCommand(), args).err()).contains("no full-range model");
  }

  @Test
  void a_stranger_s_smile_is_the_mood_in_the_end() throws Exception {
    Path posed =
        Path.of(System.getProperty("moodspeaker.shared", "../shared"), "data/strangers/posed");
    assumeTrue(Files.isDirectory(posed), "skipped: " + posed + " is missing");
    Frame rest = io.moodspeaker.training.data.Pictures.read(first(posed.resolve("neutral"), "KA"));
    Frame smile =
        io.moodspeaker.training.data.Pictures.read(first(posed.resolve("happiness"), "KA"));
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 12 * RATE; i++) {
      // A cross-fade of half a second.
      frames.add(mixed(rest, smile, Math.clamp((i - 4.0 * RATE) / (0.5 * RATE), 0, 1)));
    }
    write(folder.resolve("happiness_stranger.mp4"), frames);

    JsonNode json = measured();

    assertThat(json.get("right").asInt()).isEqualTo(1);
    assertThat(json.get("wrong_on_the_way").asInt()).isZero();
  }

  private static Path first(Path emotion, String person) throws IOException {
    try (var files = Files.list(emotion)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(person))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static Frame mixed(Frame a, Frame b, double share) {
    byte[] mixed = new byte[a.bgr().length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (byte) Math.round((1 - share) * (a.bgr()[i] & 0xff) + share * (b.bgr()[i] & 0xff));
    }
    return new Frame(a.time(), a.width(), a.height(), mixed);
  }
}
