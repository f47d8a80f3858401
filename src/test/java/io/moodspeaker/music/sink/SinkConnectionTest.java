package io.moodspeaker.music.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SinkConnectionTest {
  /** Two seconds are written and not heard yet when it breaks. */
  private static final class Breaking implements AudioSink {
    private boolean open;

    @Override
    public String name() {
      return "breaking";
    }

    @Override
    public void open() {
      open = true;
    }

    @Override
    public void write(float[] block, int frames) throws IOException {
      throw new IOException("unplugged");
    }

    @Override
    public int latency() {
      return open ? 2 * Pcm.RATE : 0;
    }

    @Override
    public void idle() {}

    @Override
    public void close() {
      open = false;
    }
  }

  @Test
  void what_was_not_heard_is_still_known_when_the_device_is_lost() {
    try (SinkConnection connection = new SinkConnection(new Breaking(), () -> 0)) {
      assertThat(connection.ready()).isTrue();
      AtomicReference<Duration> behind = new AtomicReference<>();

      assertThat(connection.write(new float[2], 1, () -> behind.set(connection.behind())))
          .isFalse();

      assertThat(behind.get()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
      assertThat(connection.isLost()).isTrue();
      assertThat(connection.behind()).isZero();
    }
  }
}
