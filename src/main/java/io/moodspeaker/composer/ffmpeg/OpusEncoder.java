package io.moodspeaker.composer.ffmpeg;

import io.moodspeaker.composer.Encoder;
import io.moodspeaker.composer.synth.Stereo;
import io.moodspeaker.support.Natives;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/** Writes Ogg Opus through libopus: small, and decoded by every player. */
public final class OpusEncoder implements Encoder {
  /** Bits a second, which tonal music exceeds by a fifth: all bundled tracks fit into 11.5 MB. */
  private static final int BITRATE = 35_500;

  /** A fifth of a second at a time: any size will do. */
  private static final int BLOCK = Stereo.RATE / 5;

  @Override
  public String extension() {
    return "opus";
  }

  @Override
  public void encode(Stereo sound, Map<String, String> tags, Path file) throws IOException {
    Natives.FFMPEG.load();
    Natives.FFMPEG_DEVICES.load();
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 2)) {
      recorder.setFormat("opus");
      recorder.setAudioCodecName("libopus");
      recorder.setSampleRate(Stereo.RATE);
      recorder.setAudioBitrate(BITRATE);
      recorder.setAudioOption("vbr", "on");
      recorder.setAudioOption("compression_level", "10");
      recorder.setAudioOption("application", "audio");
      // Without it the stream gets a random serial number, and no two files are the same.
      recorder.setOption("fflags", "+bitexact");
      tags.forEach(recorder::setMetadata);
      recorder.start();
      short[] pcm = sound.toPcm();
      for (int at = 0; at < pcm.length; at += 2 * BLOCK) {
        int length = Math.min(2 * BLOCK, pcm.length - at);
        // No slice: the recorder reads the buffer's array from its position, whatever the offset.
        recorder.recordSamples(Stereo.RATE, 2, ShortBuffer.wrap(pcm, at, length));
      }
      recorder.stop();
    } catch (FFmpegFrameRecorder.Exception e) {
      throw new IOException("cannot encode " + file + ": " + e.getMessage(), e);
    }
  }
}
