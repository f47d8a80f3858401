package io.moodspeaker.music;

import java.io.IOException;
import java.util.Arrays;

/** A sink that remembers what was heard, and whose cable can be pulled. */
public final class FakeSink implements AudioSink {
  private float[] heard = new float[1 << 16];
  private int count;
  private boolean plugged = true;
  public int opened;
  public boolean open;

  /** All that was heard so far, left channel. */
  public double[] heard() {
    return Sounds.left(Arrays.copyOf(heard, count));
  }

  public void forget() {
    count = 0;
  }

  public void plugged(boolean in) {
    plugged = in;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void open() throws IOException {
    if (!plugged) {
      throw new IOException("unplugged");
    }
    opened++;
    open = true;
  }

  @Override
  public void write(float[] block, int frames) throws IOException {
    if (!plugged) {
      throw new IOException("unplugged");
    }
    if (count + 2 * frames > heard.length) {
      heard = Arrays.copyOf(heard, 2 * heard.length);
    }
    System.arraycopy(block, 0, heard, count, 2 * frames);
    count += 2 * frames;
  }

  @Override
  public int latency() {
    return 0;
  }

  @Override
  public void idle() {}

  @Override
  public void close() {
    open = false;
  }
}
