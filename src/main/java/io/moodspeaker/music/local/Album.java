package io.moodspeaker.music.local;

import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which tracks were made to follow each other without a break. */
final class Album {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,4})[^/]*");

  private Album() {}

  /** Whether b is the track after a on the same album: same folder, same album, next number. */
  static boolean follows(TrackPlayback a, TrackPlayback b) {
    return follows(a.track(), a.tags(), b.track(), b.tags());
  }

  static boolean follows(Track a, TrackTags aTags, Track b, TrackTags bTags) {
    if (!folder(a).equals(folder(b)) || !aTags.album().equals(bTags.album())) {
      return false;
    }
    Optional<Integer> first = number(a);
    Optional<Integer> second = number(b);
    return first.isPresent() && second.isPresent() && second.get() == first.get() + 1;
  }

  private static String folder(Track track) {
    return track.location().substring(0, track.location().lastIndexOf('/') + 1);
  }

  /** The number with which a file's name begins, as all rippers write it. */
  private static Optional<Integer> number(Track track) {
    Matcher matcher = NUMBERED.matcher(track.location().substring(folder(track).length()));
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
