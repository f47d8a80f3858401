package io.moodspeaker.mqtt;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The speakers of a house, as one of them hears of the others: each tells the broker what mood it
 * sees, whenever that changes and every few seconds; who is silent for longer is not there. Where
 * nobody is before this speaker and somebody is before another, its music has no one to play to.
 * Safe for use by several threads.
 */
public final class FollowMe {
  /** Where all speakers that follow tell each other; not retained. */
  static final String TOPIC = "moodspeaker/follow";

  private static final Duration BEAT = Duration.ofSeconds(3);

  /** Three beats may be lost. */
  private static final Duration SILENT = BEAT.multipliedBy(4);

  /** So long somebody may be on the way from one room to another. */
  private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

  /** Both cameras may see the person for a while, or the new one before the old one is sure. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String id;
  private final String room;
  private final MqttConnection connection;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final Map<String, Other> others = new HashMap<>();
  private final List<Consumer<String>> elsewhere = new CopyOnWriteArrayList<>();
  private final List<Consumer<Brought>> brought = new CopyOnWriteArrayList<>();
  private Optional<Music> playing = Optional.empty();
  private Mood mine = Mood.ABSENT;
  private Instant leftAt = Instant.MIN.plus(OVERLAP);
  private boolean away;

  /**
   * Another speaker.
   *
   * @param feeling the last emotion that it saw; empty for none so far
   * @param felt when it last saw that
   * @param since when somebody came there
   */
  private record Other(
      String room,
      Mood mood,
      Instant heard,
      Optional<Mood> feeling,
      Instant felt,
      Instant since,
      Optional<Music> music) {}

  /**
   * What a speaker plays.
   *
   * @param track where it lies, from the installation's folder on if it is in there
   * @param seconds where in it
   */
  public record Music(String track, long seconds) {}

  /**
   * What somebody brings along from another room.
   *
   * @param mood the last that was seen there; empty where another is seen here at once
   * @param music what played there last
   */
  public record Brought(Optional<Mood> mood, Optional<Music> music) {}

  /**
   * A speaker that has heard of no other.
   *
   * @param id tells it from all others of the broker
   * @param room where it stands, for people
   * @param clock a monotonic one
   */
  public FollowMe(
      String id, String room, MqttConnection connection, Scheduler scheduler, InstantSource clock) {
    this.id = id;
    this.room = room;
    this.connection = connection;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Begins to tell and to hear. */
  public void start() {
    var unused = connection.subscribe(TOPIC, this::heard);
    scheduler.every(BEAT, this::tell);
  }

  /** Hears that the person is at another speaker, whose room it is told. */
  public Runnable onElsewhere(Consumer<String> listener) {
    elsewhere.add(listener);
    return () -> elsewhere.remove(listener);
  }

  /** Hears of what somebody brings along from another room. */
  public Runnable onBrought(Consumer<Brought> listener) {
    brought.add(listener);
    return () -> brought.remove(listener);
  }

  /** Takes note of what is seen here. */
  public void moodChanged(MoodChange change) {
    Optional<Brought> bring = Optional.empty();
    synchronized (this) {
      if (mine == Mood.ABSENT && change.mood() != Mood.ABSENT) {
        Instant since = clock.instant().minus(ON_THE_WAY);
        bring =
            others.values().stream()
                .filter(other -> other.feeling().isPresent() && other.felt().isAfter(since))
                // Whoever was there before this room was left is still there, and did not come.
                .filter(other -> !other.since().isBefore(leftAt.minus(OVERLAP)))
                .max((a, b) -> a.felt().compareTo(b.felt()))
                .map(
                    other ->
                        new Brought(
                            other.feeling().filter(mood -> change.mood() == Mood.UNSURE),
                            other.music()))
                .filter(what -> what.mood().isPresent() || what.music().isPresent());
      }
      if (mine != Mood.ABSENT && change.mood() == Mood.ABSENT) {
        leftAt = clock.instant();
      }
      mine = change.mood();
    }
    tell();
    bring.ifPresent(what -> brought.forEach(listener -> listener.accept(what)));
    look();
  }

  /** Takes note of what plays here, of the daemon's status. */
  public synchronized void playing(Map<?, ?> status) {
    playing =
        status.get("music") instanceof Map<?, ?> music
                && "playing".equals(music.get("state"))
                && music.get("track") instanceof String track
                && music.get("position") instanceof Number position
            ? Optional.of(new Music(track, position.longValue()))
            : Optional.empty();
  }

  private void tell() {
    if (connection.isConnected()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", id);
      told.put("room", room);
      synchronized (this) {
        told.put("mood", mine.label());
        playing.ifPresent(
            music -> {
              told.put("track", music.track());
              told.put("position", music.seconds());
            });
      }
      connection.publish(TOPIC, JSON.writeValueAsString(told), false);
    }
    look();
  }

  private void heard(String text) {
    try {
      JsonNode told = JSON.readTree(text);
      String who = told.path("id").asString("");
      if (who.isEmpty() || who.equals(id)) {
        return;
      }
      Mood mood = Mood.of(told.path("mood").asString("absent"));
      String there = MqttFeature.room(told.path("room").asString(who));
      Instant now = clock.instant();
      synchronized (this) {
        Optional<Other> before = Optional.ofNullable(others.get(who));
        boolean feels = mood.emotion().isPresent();
        others.put(
            who,
            new Other(
                there,
                mood,
                now,
                feels ? Optional.of(mood) : before.flatMap(Other::feeling),
                feels ? now : before.map(Other::felt).orElse(Instant.MIN),
                before
                    .filter(other -> other.mood() != Mood.ABSENT || mood == Mood.ABSENT)
                    .map(Other::since)
                    .orElse(now),
                music(told).or(() -> before.flatMap(Other::music))));
      }
    } catch (JacksonException | IllegalArgumentException strange) {
      return; // Whoever else speaks there is no speaker.
    }
    look();
  }

  private static Optional<Music> music(JsonNode told) {
    String track = told.path("track").asString("");
    long seconds = told.path("position").asLong(0);
    return track.isBlank() || seconds < 0
        ? Optional.empty()
        : Optional.of(new Music(track, seconds));
  }

  private void look() {
    Optional<String> where;
    synchronized (this) {
      Instant since = clock.instant().minus(SILENT);
      others.values().removeIf(other -> other.heard().isBefore(clock.instant().minus(ON_THE_WAY)));
      where =
          mine == Mood.ABSENT
              ? others.values().stream()
                  .filter(other -> other.mood() != Mood.ABSENT && other.heard().isAfter(since))
                  .map(Other::room)
                  .findFirst()
              : Optional.empty();
      boolean news = where.isPresent() && !away;
      away = where.isPresent();
      if (!news) {
        return;
      }
    }
    elsewhere.forEach(listener -> listener.accept(where.get()));
  }

  /** Where people are, by the names of rooms. */
  synchronized Map<String, Object> status() {
    Map<String, Object> rooms = new LinkedHashMap<>();
    rooms.put(room, mine.label());
    others.values().forEach(other -> rooms.put(other.room(), other.mood().label()));
    return rooms;
  }
}
