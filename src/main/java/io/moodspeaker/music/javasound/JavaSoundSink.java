package io.moodspeaker.music.javasound;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.sink.WavFileSink;
import io.moodspeaker.support.MonotonicClock;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/**
 * A sound card.
 *
 * <p>When a sound server dies, javax.sound throws nothing: its line takes no more bytes, or never
 * has room again. Both are looked for here, and reported as a lost device.
 */
final class JavaSoundSink implements AudioSink {
  private static final int FRAME = Pcm.CHANNELS * Short.BYTES;

  private static final AudioFormat FORMAT =
      new AudioFormat(Pcm.RATE, Short.SIZE, Pcm.CHANNELS, true, false);

  static final DataLine.Info LINE = new DataLine.Info(SourceDataLine.class, FORMAT);

  /** 0.4 s: rides out a busy machine, and a command is still heard soon. */
  private static final int BUFFER = Pcm.RATE * 4 / 10;

  /** A line that has made no room for so long is dead: its whole buffer lasts a quarter of it. */
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  /** An idle sound server may have up to 2 s of silence to play before it lets a new line begin. */
  private static final long START_NANOS = TimeUnit.MILLISECONDS.toNanos(3000);

  private final Optional<String> device;
  private byte[] bytes = new byte[0];
  private SourceDataLine line;
  private long written;

  /** The frames that were heard when the line last took sound: a dead one says that all were. */
  private long playbackPosition;

  /** Whether the line has made room since it was last started, so that it plays for sure. */
  private boolean began;

  JavaSoundSink(Optional<String> device) {
    this.device = device;
  }

  @Override
  public String name() {
    return device.orElse("default");
  }

  @Override
  public void open() throws IOException {
    close();
    try {
      SourceDataLine opening = JavaSoundCards.line(device);
      opening.open(FORMAT, BUFFER * FRAME);
      line = opening;
      line.start();
      written = 0;
      playbackPosition = 0;
      began = false;
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new IOException(
          e.getMessage() + "; `aplay -L` lists the devices, and the user needs the group audio", e);
    }
  }

  @Override
  public void write(float[] block, int frames) throws IOException {
    if (!line.isRunning() && !line.isActive()) {
      line.start();
    }
    int length = frames * FRAME;
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    WavFileSink.toBytes(block, frames, bytes);
    written += frames;
    long progress = MonotonicClock.nanoTime();
    boolean full = false;
    for (int at = 0; at < length; ) {
      // Some servers promise more room than the line has.
      int room = Math.min(line.available(), line.getBufferSize()) / FRAME * FRAME;
      int count = Math.min(room, length - at);
      if (count > 0) {
        long position = line.getLongFramePosition();
        if (line.write(bytes, at, count) < count) {
          throw new IOException("it takes no more sound");
        }
        playbackPosition = position;
        at += count;
        progress = MonotonicClock.nanoTime();
        began |= full;
      } else if (MonotonicClock.nanoTime() - progress > (began ? STALL_NANOS : START_NANOS)) {
        throw new IOException(
            began ? "it has played nothing for 1.5 s" : "it has not begun to play in 3 s");
      } else {
        full = true;
      }
      if (at < length) {
        int missing = (length - at - Math.max(0, count)) / FRAME;
        LockSupport.parkNanos(Math.max(2_000_000, Pcm.duration(missing).toNanos() / 2));
      }
    }
  }

  @Override
  public int latency() {
    return line == null ? 0 : (int) Math.max(0, Math.min(written - playbackPosition, 2L * BUFFER));
  }

  @Override
  public void idle() {
    line.stop();
    began = false;
  }

  @Override
  public void close() {
    if (line != null) {
      SourceDataLine closing = line;
      line = null;
      closing.stop();
      closing.flush();
      closing.close();
    }
  }
}
