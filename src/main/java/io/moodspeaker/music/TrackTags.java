package io.moodspeaker.music;

import io.moodspeaker.support.OneLine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a file or a stream says of itself. Its texts are one line each, and none is blank.
 *
 * @param trackGain ReplayGain of the track, in dB
 * @param albumGain ReplayGain of its album, in dB
 * @param pictures addresses where its picture may be, as a stream names them: the best first
 */
public record TrackTags(
    Optional<String> title,
    Optional<String> artist,
    Optional<String> album,
    OptionalDouble trackGain,
    OptionalDouble albumGain,
    List<String> pictures) {

  /** Tags that say nothing. */
  public static final TrackTags NONE =
      new TrackTags(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of());

  public TrackTags {
    title = line(title);
    artist = line(artist);
    album = line(album);
    pictures = List.copyOf(pictures);
  }

  /** Tags without pictures. */
  public TrackTags(
      Optional<String> title,
      Optional<String> artist,
      Optional<String> album,
      OptionalDouble trackGain,
      OptionalDouble albumGain) {
    this(title, artist, album, trackGain, albumGain, List.of());
  }

  /** Tags that name a track and tell nothing of its loudness. */
  public static TrackTags named(
      Optional<String> title, Optional<String> artist, Optional<String> album) {
    return new TrackTags(title, artist, album, OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static Optional<String> line(Optional<String> text) {
    return text.map(OneLine::of).map(String::strip).filter(line -> !line.isEmpty());
  }

  /** What a person would call a track with these tags: {@code Porch Light by Ada}. */
  public String name(Track track) {
    return title.orElseGet(track::name)
        + (title.isPresent() ? artist.map(by -> " by " + by).orElse("") : "");
  }
}
