package io.moodspeaker.music.source;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.playlist.ListParser;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens http(s) addresses so that the network never holds up the sound, and lost streams return. At
 * an address that answers with a list it opens the first of its stations that plays.
 */
public final class StreamOpener implements SourceOpener {
  /** After each failure in a row the wait doubles, from this to thirty times as long. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** Lists in lists; stations have one, or two. */
  private static final int MOST_DEPTH = 3;

  /** A station names two or three servers. */
  private static final int MOST_ENTRIES = 5;

  private final SourceOpener decoder;
  private final ListFetcher fetcher;
  private final Duration firstWait;

  /** An opener around a decoder that can read streams. */
  public StreamOpener(SourceOpener decoder, ListFetcher fetcher) {
    this(decoder, fetcher, FIRST_WAIT);
  }

  StreamOpener(SourceOpener decoder, ListFetcher fetcher, Duration firstWait) {
    this.decoder = decoder;
    this.fetcher = fetcher;
    this.firstWait = firstWait;
  }

  @Override
  public boolean accepts(String location) {
    return Locations.isUrl(location);
  }

  @Override
  public AudioSource open(String location) throws IOException {
    return new StreamSource(location, this::decode, firstWait);
  }

  private AudioSource decode(String location) throws IOException {
    return decode(location, 0);
  }

  private AudioSource decode(String location, int depth) throws IOException {
    IOException failure;
    try {
      return decoder.open(location);
    } catch (IOException e) {
      failure = e;
    }
    Optional<ListFetcher.RemoteList> list =
        depth < MOST_DEPTH ? fetcher.fetch(location) : Optional.empty();
    if (list.isPresent()) {
      for (ListParser.Entry entry : ListParser.parse(list.get().content(), MOST_ENTRIES)) {
        try {
          URI station = list.get().address().resolve(Locations.address(entry.location()));
          if (Locations.isUrl(station.toString())) {
            return decode(station.toString(), depth + 1);
          }
        } catch (IOException | IllegalArgumentException e) {
          failure.addSuppressed(e);
        }
      }
    }
    throw failure;
  }
}
