package io.moodspeaker.camera.javacv;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/** Writes pictures as a video. Used by one thread; whoever opens it closes it. */
public final class VideoWriter implements AutoCloseable {
  private final FFmpegFrameRecorder recorder;
  private final Path file;
  private final int width;
  private final int height;
  private long last = -1;

  private VideoWriter(FFmpegFrameRecorder recorder, Path file, int width, int height) {
    this.recorder = recorder;
    this.file = file;
    this.width = width;
    this.height = height;
  }

  /**
   * Begins an MP4.
   *
   * @param width of its pictures in pixels; an odd one loses its last column, so with the height
   */
  public static VideoWriter open(Path file, int width, int height) throws IOException {
    FfmpegLog.install();
    FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toFile(), width - width % 2, height - height % 2);
    recorder.setFormat("mp4");
    try {
      recorder.setFrameRate(30);
      // Every player and browser reads H.264; MPEG-4 is what is there without it.
      boolean h264 = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_H264) != null;
      recorder.setVideoCodec(h264 ? avcodec.AV_CODEC_ID_H264 : avcodec.AV_CODEC_ID_MPEG4);
      recorder.setVideoBitrate(Math.max(1_000_000, 6 * width * height));
      recorder.start();
      return new VideoWriter(recorder, file, width - width % 2, height - height % 2);
    } catch (FFmpegFrameRecorder.Exception failed) {
      throw failed(file, failed);
    }
  }

  private static IOException failed(Path file, Exception cause) {
    return new IOException(file + " cannot be written: " + cause.getMessage(), cause);
  }

  /**
   * Adds a picture.
   *
   * @param image three bytes a pixel, of the video's size
   * @param seconds when it is shown
   */
  public void write(BufferedImage image, double seconds) throws IOException {
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int stride = 3 * image.getWidth();
    try (org.bytedeco.javacv.Frame frame =
        new org.bytedeco.javacv.Frame(width, height, org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3)) {
      ByteBuffer out = (ByteBuffer) frame.image[0];
      for (int y = 0; y < height; y++) {
        out.position(y * frame.imageStride);
        out.put(pixels, y * stride, 3 * width);
      }
      // The place of a picture in 1/30 s; two at one place would be refused.
      long number = Math.max(last + 1, Math.round(seconds * 30));
      recorder.setFrameNumber((int) number);
      last = number;
      recorder.record(frame);
    } catch (FFmpegFrameRecorder.Exception failed) {
      throw failed(file, failed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      recorder.close();
    } catch (FFmpegFrameRecorder.Exception failed) {
      throw failed(file, failed);
    }
  }
}
