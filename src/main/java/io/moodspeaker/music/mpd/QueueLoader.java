package io.moodspeaker.music.mpd;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands an MPD server tracks, and says once what it does not take. Used by one thread. */
final class QueueLoader {
  private static final Logger LOG = LoggerFactory.getLogger(QueueLoader.class);

  /** Stands for the one line that tells of all files elsewhere. */
  private static final String OUTSIDE = "outside";

  private static final long LOOK_MILLIS = 50;

  /** A look at an album's folder takes a moment; one of more than 10 s is of no use now. */
  private static final int LOOKS = 200;

  /** A track in the server's queue, and what it is called there. */
  record Entry(Track track, String name) {}

  private final MpdAddress address;
  private final Reported reported;
  private MpdNames names;

  /** Where the server has looked for new files of the present playlist. */
  private final Set<String> looked = new HashSet<>();

  /**
   * An intake for one server.
   *
   * @param reported what has been said already; what is said here is added
   */
  QueueLoader(MpdAddress address, MpdNames names, Reported reported) {
    this.address = address;
    this.names = names;
    this.reported = reported;
  }

  MpdNames names() {
    return names;
  }

  void names(MpdNames known) {
    names = known;
  }

  /** Gives every track another chance, as another playlist begins. */
  void begin() {
    looked.clear();
  }

  /**
   * Appends a track to the server's queue.
   *
   * @param taken gets it, by its id there
   * @return the id; empty if the server does not take it
   */
  Optional<Integer> add(MpdConnection mpd, Track track, Map<Integer, Entry> taken)
      throws IOException, InterruptedException {
    List<String> known = names.of(track);
    String why = "";
    for (String name : known) {
      try {
        return Optional.of(add(mpd, track, name, taken));
      } catch (MpdConnection.Refused e) {
        why = e.getMessage();
      }
    }
    if (look(mpd, known.get(0))) {
      try {
        return Optional.of(add(mpd, track, known.get(0), taken));
      } catch (MpdConnection.Refused e) {
        why = e.getMessage();
      }
    }
    reported.track(track, "skipped", address + " says: " + why);
    return Optional.empty();
  }

  private static int add(MpdConnection mpd, Track track, String name, Map<Integer, Entry> taken)
      throws IOException {
    int id = Integer.parseInt(mpd.send("addid", name).getOrDefault("id", "0"));
    taken.put(id, new Entry(track, name));
    return id;
  }

  /** Whether the server can be told of a track; of those that it cannot, the first is reported. */
  boolean isWithinReach(Track track) {
    boolean known = !names.of(track).isEmpty();
    if (!known && reported.isNew(OUTSIDE)) {
      LOG.warn(
          "{} skipped: over the network {} plays only what lies in its own music directory, and {};"
              + " put the music there, set mpd.music-directory to that directory as this machine"
              + " sees it, and let the playlists name its files; or, on the same machine, use the"
              + " server's socket: audio = mpd:/run/mpd/socket",
          track.id(),
          address,
          names
              .music()
              .map(folder -> "this is not in mpd.music-directory = " + folder)
              .orElse("mpd.music-directory is not set"));
    }
    return known;
  }

  /**
   * Lets the server look for new files where this one lies, each folder once; false if it will not.
   */
  private boolean look(MpdConnection mpd, String name) throws IOException, InterruptedException {
    if (name.startsWith("/") || Locations.isUri(name)) {
      return false;
    }
    int slash = name.lastIndexOf('/');
    // Of the music directory itself only the file: all of it may take an hour.
    String place = slash > 0 ? name.substring(0, slash) : name;
    if (!looked.add(place)) {
      return false;
    }
    try {
      mpd.send("update", place);
    } catch (MpdConnection.Refused e) {
      LOG.debug("no look at {}", place, e);
      return false;
    }
    for (int i = 0; i < LOOKS && mpd.send("status").containsKey("updating_db"); i++) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
