package io.moodspeaker.music.sink;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.SoundCards;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default sound card, or silence in real time until there is one: at boot the sound server may
 * come after the music. A card that was there once is waited for in silence no more.
 */
final class FirstCardSink implements AudioSink {
  private static final Logger LOG = LoggerFactory.getLogger(FirstCardSink.class);

  /** Soon enough for somebody who plugs one in, seldom enough to cost nothing. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final SoundCards cards;
  private final AudioSink silence;
  private final LongSupplier nanoTime;
  private AudioSink now;
  private boolean found;
  private long lookedAt;

  /**
   * A sink that looks for a card.
   *
   * @param silence until then
   */
  FirstCardSink(SoundCards cards, AudioSink silence, LongSupplier nanoTime) {
    this.cards = cards;
    this.silence = silence;
    this.nanoTime = nanoTime;
    this.now = silence;
  }

  @Override
  public String name() {
    return now.name();
  }

  @Override
  public void open() throws IOException {
    now.open();
    lookedAt = nanoTime.getAsLong();
  }

  @Override
  public void write(float[] block, int frames) throws IOException {
    if (!found && nanoTime.getAsLong() - lookedAt > LOOK_NANOS) {
      look();
    }
    now.write(block, frames);
  }

  private void look() {
    lookedAt = nanoTime.getAsLong();
    if (cards.names().isEmpty()) {
      return;
    }
    AudioSink card = cards.sink(Optional.empty());
    try {
      card.open();
    } catch (IOException e) {
      LOG.debug("not yet", e); // It is looked for again.
      card.close();
      return;
    }
    silence.close();
    now = card;
    found = true;
    LOG.info("sound: {}, which was found now", card.name());
  }

  @Override
  public int latency() {
    return now.latency();
  }

  @Override
  public void idle() {
    now.idle();
  }

  @Override
  public void close() {
    now.close();
  }
}
