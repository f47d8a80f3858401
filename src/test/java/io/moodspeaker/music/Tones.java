package io.moodspeaker.music;

import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decoder of tracks that exist by their names alone: {@code http://tones/album/01-440hz-2000ms}.
 *
 * <p>A name with {@code broken} does not open; one with {@code torn} breaks halfway; one with
 * {@code station} has no end.
 */
public final class Tones implements SourceOpener {
  private static final Pattern NAME = Pattern.compile("http://tones/.*?(\\d+)hz-(\\d+)ms.*");

  public final List<String> opened = new ArrayList<>();
  public int open;

  /** Servers that are gone: they do not open, and send nothing if they are open. */
  public final Set<String> away = new HashSet<>();

  static AudioSources sources() {
    return new AudioSources(List.of(new Tones()));
  }

  @Override
  public boolean accepts(String location) {
    return true;
  }

  @Override
  public AudioSource open(String location) throws IOException {
    opened.add(location);
    Matcher matcher = NAME.matcher(location);
    if (!matcher.matches() || location.contains("broken") || away.contains(location)) {
      throw new IOException("no tone");
    }
    open++;
    long frames = Pcm.frames(Duration.ofMillis(Long.parseLong(matcher.group(2))));
    return new Tone(
        location,
        Double.parseDouble(matcher.group(1)),
        location.contains("station") ? Long.MAX_VALUE : frames,
        location.contains("torn") ? frames / 2 : -1);
  }

  private final class Tone implements AudioSource {
    private final String location;
    private final double hz;
    private final long frames;
    private final long tornAt;
    private long at;
    private boolean closed;

    Tone(String location, double hz, long frames, long tornAt) {
      this.location = location;
      this.hz = hz;
      this.frames = frames;
      this.tornAt = tornAt;
    }

    @Override
    public int read(float[] buffer, int most) throws IOException {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (tornAt >= 0 && at >= tornAt) {
        throw new IOException("torn");
      }
      if (isDry()) {
        Arrays.fill(buffer, 0, most * Pcm.CHANNELS, 0);
        return most;
      }
      int count = (int) Math.min(Math.min(most, 777), frames - at);
      for (int i = 0; i < count; i++) {
        buffer[2 * i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * (at + i) / Pcm.RATE));
        buffer[2 * i + 1] = buffer[2 * i];
      }
      at += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public Duration position() {
      return Pcm.duration(at);
    }

    @Override
    public Optional<Duration> duration() {
      return Optional.of(frames).filter(all -> all < Long.MAX_VALUE).map(Pcm::duration);
    }

    @Override
    public boolean isDry() {
      return away.contains(location);
    }

    @Override
    public void seek(Duration position) {
      at = Pcm.frames(position);
    }

    @Override
    public TrackTags tags() {
      return new TrackTags(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open--;
      }
    }
  }
}
