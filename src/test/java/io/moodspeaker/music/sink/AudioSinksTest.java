package io.moodspeaker.music.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.SoundCards;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudioSinksTest {
  private static final float[] BLOCK = new float[2 * Pcm.BLOCK];

  private long nanos;
  private final List<String> names = new ArrayList<>();
  private boolean opens = true;
  private int written;

  /** A card that is there as long as it has a name. */
  private final class Card implements AudioSink {
    @Override
    public String name() {
      return "card";
    }

    @Override
    public void open() throws IOException {
      if (names.isEmpty() || !opens) {
        throw new IOException("it is not there");
      }
    }

    @Override
    public void write(float[] block, int frames) throws IOException {
      open();
      written += frames;
    }

    @Override
    public int latency() {
      return 0;
    }

    @Override
    public void idle() {}

    @Override
    public void close() {}
  }

  private final class Cards implements SoundCards {
    @Override
    public List<String> names() {
      return names;
    }

    @Override
    public AudioSink sink(Optional<String> name) {
      return new Card();
    }
  }

  private AudioSinks.Choice auto() {
    return new AudioSinks(new Cards(), () -> nanos, pause -> nanos += pause).choose("auto");
  }

  private void play(AudioSink sink, Duration time) throws IOException {
    long end = nanos + time.toNanos();
    while (nanos < end) {
      sink.write(BLOCK, Pcm.BLOCK);
      nanos += Pcm.duration(Pcm.BLOCK).toNanos();
    }
  }

  @Test
  void a_card_that_comes_late_is_heard_within_seconds_and_waited_for_from_then_on()
      throws IOException {
    AudioSinks.Choice choice = auto();
    assertThat(choice.reason()).contains("silent");
    AudioSink sink = choice.sink();
    sink.open();
    play(sink, Duration.ofSeconds(20));
    assertThat(sink.name()).isEqualTo("silent");
    names.add("card");
    opens = false;
    play(sink, Duration.ofSeconds(6));
    assertThat(sink.name()).as("it is busy").isEqualTo("silent");
    opens = true;
    play(sink, Duration.ofSeconds(6));
    assertThat(sink.name()).isEqualTo("card");
    assertThat(written).isPositive();
    names.clear();
    assertThatThrownBy(() -> sink.write(BLOCK, Pcm.BLOCK)).isInstanceOf(IOException.class);
    sink.close();
    assertThatThrownBy(sink::open).as("no silence in its place").isInstanceOf(IOException.class);
  }

  @Test
  void a_card_that_is_there_is_taken_at_once() {
    names.add("card");
    AudioSinks.Choice choice = auto();
    assertThat(choice.sink().name()).isEqualTo("card");
    assertThat(choice.reason()).isEqualTo("sound: card, the default of 1");
  }
}
