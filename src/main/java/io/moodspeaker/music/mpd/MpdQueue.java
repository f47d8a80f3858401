package io.moodspeaker.music.mpd;

import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server's queue as far as it was filled from here. Used by one thread. */
final class MpdQueue {
  /** So many steps back are possible in a shuffled list; nobody goes back further. */
  private static final int MOST_HISTORY = 50;

  /**
   * What was sent to the server and does not play yet.
   *
   * @param entries by id
   * @param first the id of the track to begin with
   * @param before how many tracks stand before them in the server's queue
   */
  record Sent(Session session, Map<Integer, QueueLoader.Entry> entries, int first, int before) {
    Track firstTrack() {
      return entries.get(first).track();
    }
  }

  private final QueueLoader loader;

  /** By the ids in the server's queue, in its order. */
  private final Map<Integer, QueueLoader.Entry> entries = new LinkedHashMap<>();

  MpdQueue(QueueLoader loader) {
    this.loader = loader;
  }

  Optional<QueueLoader.Entry> entry(String id) {
    return Optional.ofNullable(id).map(Integer::valueOf).map(entries::get);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** What follows the track with an id; in a list that is played as it stands, to its end. */
  PlayQueue after(String id, int tracks) {
    List<Track> next = new ArrayList<>();
    boolean passed = false;
    for (Map.Entry<Integer, QueueLoader.Entry> one : entries.entrySet()) {
      if (passed && next.size() < PlayQueue.MOST) {
        next.add(one.getValue().track());
      }
      passed = passed || one.getKey().toString().equals(id);
    }
    return new PlayQueue(next, tracks);
  }

  /** Whether this is the id of the last track that the server was sent. */
  boolean isLast(String id) {
    int last = 0;
    for (int each : entries.keySet()) {
      last = each;
    }
    return Integer.toString(last).equals(id);
  }

  /**
   * Appends a playlist's tracks, or the first of a shuffled one, to the server's queue.
   *
   * @param start where to begin, if the server takes it
   * @param leaveOut the id of a track that is not sent, as it plays already
   * @return empty if the server took none
   */
  Optional<Sent> send(
      MpdConnection mpd, Session next, Optional<Track> start, Optional<String> leaveOut)
      throws IOException, InterruptedException {
    int before = Integer.parseInt(mpd.send("status").getOrDefault("playlistlength", "0"));
    Map<Integer, QueueLoader.Entry> taken = new LinkedHashMap<>();
    Optional<Track> begin = start.flatMap(track -> next.playlist().find(track.id()));
    Optional<Integer> first = Optional.empty();
    loader.begin();
    if (next.request().shuffle()) {
      first = begin.isPresent() ? add(mpd, next, begin.get(), taken) : Optional.empty();
      first = first.isPresent() ? first : draw(mpd, next, taken);
    } else {
      Optional<Integer> found = Optional.empty();
      for (Track track : wanted(next)) {
        if (leaveOut.filter(track.id()::equals).isPresent()) {
          continue;
        }
        Optional<Integer> id = add(mpd, next, track, taken);
        first = first.or(() -> id);
        found = found.isEmpty() && begin.equals(Optional.of(track)) ? id : found;
      }
      first = found.isPresent() ? found : first;
    }
    return first.map(id -> new Sent(next, taken, id, before));
  }

  private static List<Track> wanted(Session session) {
    return session.playlist().tracks().stream()
        .filter(track -> !session.request().banned().contains(track.id()))
        .toList();
  }

  private Optional<Integer> add(
      MpdConnection mpd, Session of, Track track, Map<Integer, QueueLoader.Entry> taken)
      throws IOException, InterruptedException {
    if (!loader.isWithinReach(track)) {
      of.leaveOut(track, "holds nothing that the server can reach");
      return Optional.empty();
    }
    Optional<Integer> id = loader.add(mpd, track, taken);
    if (id.isEmpty()) {
      of.order().broken(track);
    }
    return id;
  }

  private Optional<Integer> draw(
      MpdConnection mpd, Session of, Map<Integer, QueueLoader.Entry> taken)
      throws IOException, InterruptedException {
    while (true) {
      Optional<Track> track = of.order().peek();
      if (track.isEmpty()) {
        return Optional.empty();
      }
      Optional<Integer> id = add(mpd, of, track.get(), taken);
      if (id.isPresent()) {
        return id;
      }
    }
  }

  /** Appends a shuffled playlist's next track; empty if there is none that the server takes. */
  Optional<Integer> draw(MpdConnection mpd, Session of) throws IOException, InterruptedException {
    Optional<Integer> next = draw(mpd, of, entries);
    Iterator<Integer> ids = entries.keySet().iterator();
    while (entries.size() > MOST_HISTORY) {
      mpd.send("deleteid", ids.next());
      ids.remove();
    }
    return next;
  }

  /** What was sent is all that the server has now. */
  void replace(Map<Integer, QueueLoader.Entry> sent) {
    entries.clear();
    entries.putAll(sent);
  }

  /** Takes tracks out of the server's queue. */
  void remove(MpdConnection mpd, Set<String> banned) throws IOException {
    for (Iterator<Map.Entry<Integer, QueueLoader.Entry>> all = entries.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Integer, QueueLoader.Entry> one = all.next();
      if (banned.contains(one.getValue().track().id())) {
        mpd.send("deleteid", one.getKey());
        all.remove();
      }
    }
  }

  void clear(MpdConnection mpd) throws IOException {
    mpd.send("clear");
    entries.clear();
  }
}
