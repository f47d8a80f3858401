package io.moodspeaker.music;

import io.moodspeaker.support.Natives;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Makes sounds, writes them into files of any format, and measures what came back. */
public final class Sounds {
  static {
    Natives.FFMPEG.load();
  }

  private static final int CHUNK = 1024;

  private Sounds() {}

  /** A tone, the same in each channel; interleaved. */
  public static float[] tone(double hz, double seconds, int rate, int channels, double peak) {
    return signal(seconds, rate, channels, i -> peak * Math.sin(2 * Math.PI * hz * i / rate));
  }

  /** A stereo tone at the player's rate. */
  public static float[] tone(double hz, double seconds) {
    return tone(hz, seconds, Pcm.RATE, 2, 0.5);
  }

  public static float[] signal(double seconds, int rate, int channels, IntToDoubleFunction value) {
    int frames = (int) Math.round(seconds * rate);
    float[] samples = new float[frames * channels];
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < channels; c++) {
        samples[i * channels + c] = (float) value.applyAsDouble(i);
      }
    }
    return samples;
  }

  /** Writes a file in the format that its suffix says. */
  public static Path write(Path file, float[] samples, int rate, int channels) throws IOException {
    return write(file, samples, rate, channels, Map.of());
  }

  /** Writes a stereo file at the player's rate. */
  public static Path write(Path file, float[] samples) throws IOException {
    return write(file, samples, Pcm.RATE, 2, Map.of());
  }

  public static Path write(
      Path file, float[] samples, int rate, int channels, Map<String, String> tags)
      throws IOException {
    String name = file.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), channels)) {
      recorder.setSampleRate(rate);
      recorder.setAudioChannels(channels);
      recorder.setMetadata(tags);
      switch (suffix) {
        case "mp3" -> {
          recorder.setFormat("mp3");
          recorder.setAudioCodec(avcodec.AV_CODEC_ID_MP3);
          recorder.setAudioBitrate(128_000);
        }
        case "flac" -> {
          recorder.setFormat("flac");
          recorder.setAudioCodec(avcodec.AV_CODEC_ID_FLAC);
          recorder.setSampleFormat(avutil.AV_SAMPLE_FMT_S16);
        }
        case "ogg" -> {
          recorder.setFormat("ogg");
          recorder.setAudioCodec(avcodec.AV_CODEC_ID_VORBIS);
          recorder.setAudioBitrate(128_000);
        }
        case "opus" -> {
          recorder.setFormat("ogg");
          recorder.setAudioCodec(avcodec.AV_CODEC_ID_OPUS);
          recorder.setAudioBitrate(96_000);
        }
        case "m4a" -> {
          recorder.setFormat("ipod");
          recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
          recorder.setAudioBitrate(128_000);
        }
        default -> {
          recorder.setFormat("wav");
          recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
        }
      }
      recorder.start();
      int step = CHUNK * channels;
      for (int at = 0; at < samples.length; at += step) {
        // A copy: the recorder reads an array from its start, whatever the buffer says.
        int end = Math.min(at + step, samples.length);
        FloatBuffer part = FloatBuffer.wrap(Arrays.copyOfRange(samples, at, end));
        Frame frame = new Frame();
        frame.sampleRate = rate;
        frame.audioChannels = channels;
        frame.samples = new Buffer[] {part};
        recorder.record(frame);
      }
      recorder.stop();
    }
    return file;
  }

  /** Reads a source to its end; interleaved stereo. */
  public static float[] readAll(AudioSource source) throws IOException {
    float[] all = new float[1 << 16];
    float[] block = new float[2 * 1000];
    int count = 0;
    for (int got; (got = source.read(block, 1000)) >= 0; ) {
      if (count + 2 * got > all.length) {
        all = Arrays.copyOf(all, 2 * all.length);
      }
      System.arraycopy(block, 0, all, count, 2 * got);
      count += 2 * got;
    }
    return Arrays.copyOf(all, count);
  }

  /** The left channel. */
  public static double[] left(float[] stereo) {
    double[] left = new double[stereo.length / 2];
    for (int i = 0; i < left.length; i++) {
      left[i] = stereo[2 * i];
    }
    return left;
  }

  /** The share of a signal's power that lies at one frequency, 0 to 1. */
  public static double purity(double[] signal, double hz) {
    double re = 0;
    double im = 0;
    double power = 0;
    for (int i = 0; i < signal.length; i++) {
      double phase = 2 * Math.PI * hz * i / Pcm.RATE;
      re += signal[i] * Math.cos(phase);
      im += signal[i] * Math.sin(phase);
      power += signal[i] * signal[i];
    }
    return power == 0 ? 0 : 2 * (re * re + im * im) / signal.length / power;
  }

  public static double rms(double[] signal) {
    double sum = 0;
    for (double value : signal) {
      sum += value * value;
    }
    return Math.sqrt(sum / signal.length);
  }

  public static double decibels(double factor) {
    return 20 * Math.log10(Math.max(1e-9, factor));
  }

  public static double[] slice(double[] signal, double fromSeconds, double toSeconds) {
    return Arrays.copyOfRange(
        signal,
        (int) Math.round(fromSeconds * Pcm.RATE),
        (int) Math.min(signal.length, Math.round(toSeconds * Pcm.RATE)));
  }
}
