package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.PlaylistSource;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tracks that somebody liked, as playlists: {@code favourites:all}, or {@code
 * favourites:sadness} for those of one mood.
 */
public final class Favourites implements PlaylistSource {
  public static final String SCHEME = "favourites";
  static final String ALL = SCHEME + ":all";

  private final MoodTracks likes;

  public Favourites(MoodTracks likes) {
    this.likes = likes;
  }

  @Override
  public boolean knows(String scheme) {
    return scheme.equals(SCHEME);
  }

  @Override
  public List<Track> read(String uri) throws IOException {
    String which = uri.substring(uri.indexOf(':') + 1);
    Set<String> liked = new LinkedHashSet<>();
    try {
      List<Mood> moods = which.equals("all") ? Mood.all() : List.of(Mood.of(which));
      moods.forEach(mood -> liked.addAll(likes.in(mood)));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + ", or all", e);
    }
    if (liked.isEmpty()) {
      throw new IOException("holds nothing yet; 'moodspeaker like' adds the track that plays");
    }
    return liked.stream().map(Track::new).toList();
  }
}
