package io.moodspeaker.camera.javacv;

import io.moodspeaker.support.Natives;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps FFmpeg from writing to stderr: what it says goes to the log at debug, or nowhere. */
final class FfmpegLog extends LogCallback {
  private static final Logger LOG = LoggerFactory.getLogger("ffmpeg");

  /** Held here, or the collector would free what FFmpeg still calls. */
  private static FfmpegLog installed;

  private FfmpegLog() {}

  static synchronized void install() {
    if (installed != null) {
      return;
    }
    Natives.FFMPEG.load();
    Natives.FFMPEG_DEVICES.load();
    installed = new FfmpegLog();
    if (LOG.isDebugEnabled()) {
      avutil.av_log_set_level(avutil.AV_LOG_WARNING);
      avutil.setLogCallback(installed);
    } else {
      avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }
  }

  @Override
  public void call(int level, BytePointer message) {
    LOG.debug("{}", message.getString().strip());
  }
}
