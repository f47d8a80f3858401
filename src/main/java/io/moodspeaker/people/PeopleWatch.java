package io.moodspeaker.people;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the faces before the camera that belong to people who asked to be known, by votes over the
 * frames in which a face is followed; leaves out those who asked not to be looked at. Enrols who
 * sits before it. While nobody is known it costs nothing. Safe for use by several threads.
 */
public final class PeopleWatch implements AutoCloseable {
  /** Ten faces, half a second apart: five are the least that tell a person well. */
  private static final int FACES = 10;

  private static final int LEAST_FACES = 5;
  private static final Duration APART = Duration.ofMillis(450);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Two seconds from a change by another program to its effect. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Until this many votes every frame is one; after that one in five seconds tells a change. */
  private static final int SURE = 5;

  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** And one in a second tells who it is, as long as nobody knows. */
  private static final Duration AGAIN_UNKNOWN = Duration.ofSeconds(1);

  /** A face that is away for longer than the tracker remembers does not come back. */
  private static final Duration FORGET = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(PeopleWatch.class);

  private final Path stateDir;
  private final Function<KnownPeople, FaceEncoder> encoders;
  private final InstantSource clock;
  private final Predicate<String> excluded;
  private final Map<Integer, Followed> followed = new HashMap<>();

  private Optional<FaceEncoder> encoder = Optional.empty();
  private KnownPeople people = KnownPeople.none("");
  private Optional<Identifier> identifier = Optional.empty();
  private Optional<FileTime> written = Optional.empty();
  private Optional<Instant> looked = Optional.empty();
  private Optional<Enrolment> enrolment = Optional.empty();
  private Report last = new Report("off", "nobody is being enrolled", 0);
  private List<String> present = List.of();

  /** A face that keeps its number. */
  private static final class Followed {
    private final PersonVotes votes = new PersonVotes();
    private int counted;
    private Instant voted = Instant.MIN;
    private Instant seen = Instant.MIN;
  }

  /** Somebody who is being enrolled. */
  private static final class Enrolment {
    private final String name;
    private final Instant end;
    private final List<float[]> faces = new ArrayList<>();
    private Instant taken = Instant.MIN;
    private int several;

    Enrolment(String name, Instant end) {
      this.name = name;
      this.end = end;
    }
  }

  /**
   * How an enrolment stands.
   *
   * @param state {@code off}, {@code recording}, {@code done} or {@code failed}
   * @param message a line for a person
   * @param left how many faces are still to be taken
   */
  public record Report(String state, String message, int left) {}

  /**
   * A watch over a state folder's people.
   *
   * @param encoders makes what tells faces apart, for people who may be known already
   * @param excluded who is not to be looked at, asked anew for each frame
   */
  public PeopleWatch(
      Path stateDir,
      Function<KnownPeople, FaceEncoder> encoders,
      InstantSource clock,
      Predicate<String> excluded) {
    this.stateDir = stateDir;
    this.encoders = encoders;
    this.clock = clock;
    this.excluded = excluded;
  }

  /** The same faces with the names of those who are known, less those who are excluded. */
  public synchronized FacesInFrame name(FacesInFrame found) {
    Instant now = clock.instant();
    refresh(now);
    enrolment.ifPresent(under -> take(under, found, now));
    if (identifier.isEmpty()) {
      present = List.of();
      return found;
    }
    followed.values().removeIf(face -> face.seen.isBefore(now.minus(FORGET)));
    List<FoundFace> named =
        found.faces().stream()
            .map(face -> new FoundFace(face.box(), face.track(), who(found.frame(), face, now)))
            .filter(face -> face.person().filter(excluded).isEmpty())
            .toList();
    present = List.copyOf(new TreeSet<>(named.stream().flatMap(f -> f.person().stream()).toList()));
    return new FacesInFrame(found.frame(), named);
  }

  private Optional<String> who(Frame frame, FoundFace face, Instant now) {
    if (face.track() == 0) {
      return identifier.get().identify(frame, face.box());
    }
    Followed one = followed.computeIfAbsent(face.track(), number -> new Followed());
    one.seen = now;
    Duration pause = one.votes.name().isPresent() ? AGAIN : AGAIN_UNKNOWN;
    if (one.counted < SURE || !one.voted.plus(pause).isAfter(now)) {
      one.counted++;
      one.voted = now;
      one.votes.add(
          now,
          identifier.get().identify(frame, face.box()),
          Math.max(face.box().width(), face.box().height()),
          Sharpness.of(frame, face.box()));
    }
    return one.votes.name();
  }

  /** Takes the next faces of whoever is alone before the camera for a person's. */
  public synchronized Report enroll(String name) {
    String composed = KnownPeople.checkName(name);
    looked = Optional.empty();
    refresh(clock.instant());
    enrolment = Optional.of(new Enrolment(composed, clock.instant().plus(LONGEST)));
    LOG.info("{} is being enrolled", name);
    return report();
  }

  private void take(Enrolment under, FacesInFrame found, Instant now) {
    if (found.faces().size() > 1) {
      under.several++;
    } else if (found.faces().size() == 1 && !under.taken.plus(APART).isAfter(now)) {
      Box face = found.faces().getFirst().box();
      under.faces.add(encoder().encode(found.frame(), face).getFirst());
      under.taken = now;
    }
    if (under.faces.size() >= FACES || now.isAfter(under.end)) {
      finish(under);
    }
  }

  private void finish(Enrolment under) {
    enrolment = Optional.empty();
    if (under.faces.size() < LEAST_FACES) {
      last =
          new Report(
              "failed",
              "%s was not enrolled: %d faces were seen alone, %d are needed; %s"
                  .formatted(
                      under.name,
                      under.faces.size(),
                      LEAST_FACES,
                      under.several > 0
                          ? "be alone in the picture"
                          : "look into the camera, in good light"),
              0);
    } else {
      try {
        KnownPeople base = people.faces().isEmpty() ? KnownPeople.none(encoder().name()) : people;
        base.with(under.name, under.faces).write(stateDir);
        looked = Optional.empty();
        last = new Report("done", under.name + ": " + under.faces.size() + " faces taken", 0);
      } catch (IOException failed) {
        last = new Report("failed", under.name + " was not kept: " + failed.getMessage(), 0);
      }
    }
    LOG.info("{}", last.message());
  }

  /** How the last enrolment stands. */
  public synchronized Report report() {
    if (enrolment.filter(under -> clock.instant().isAfter(under.end)).isPresent()) {
      finish(enrolment.get());
    }
    return enrolment
        .map(
            under ->
                new Report(
                    "recording",
                    under.name + ": turn your head a little to each side",
                    FACES - under.faces.size()))
        .orElse(last);
  }

  /** Forgets a person; whether there was one of that name. */
  public synchronized boolean forget(String name) throws IOException {
    looked = Optional.empty();
    refresh(clock.instant());
    boolean known = people.faces().containsKey(name);
    people.without(name).write(stateDir);
    looked = Optional.empty();
    refresh(clock.instant());
    return known;
  }

  /** Who is known, and by how many faces. */
  public synchronized Map<String, Integer> known() {
    refresh(clock.instant());
    Map<String, Integer> counts = new java.util.TreeMap<>();
    people.faces().forEach((name, faces) -> counts.put(name, faces.size()));
    return counts;
  }

  /** Who of them was in the last frame. */
  public synchronized List<String> present() {
    return present;
  }

  private FaceEncoder encoder() {
    if (encoder.isEmpty()) {
      encoder = Optional.of(encoders.apply(people));
    }
    return encoder.get();
  }

  /** Takes up what a command has written meanwhile. */
  private void refresh(Instant now) {
    if (looked.filter(time -> time.plus(LOOK).isAfter(now)).isPresent()) {
      return;
    }
    looked = Optional.of(now);
    Optional<FileTime> modified = modified();
    if (modified.equals(written)) {
      return;
    }
    written = modified;
    try {
      people = KnownPeople.read(stateDir);
      followed.clear();
      encoder.ifPresent(FaceEncoder::close);
      encoder = Optional.empty();
      identifier =
          people.faces().isEmpty()
              ? Optional.empty()
              : Optional.of(encoder())
                  .filter(ours -> ours.name().equals(people.encoder()))
                  .map(ours -> new Identifier(ours, people));
      if (identifier.isEmpty() && !people.faces().isEmpty()) {
        LOG.warn(
            "the people were enrolled with {}, which is not there; forget them and enroll again",
            people.encoder());
      }
    } catch (IOException damaged) {
      LOG.warn("nobody is known: {}", damaged.getMessage());
      people = KnownPeople.none("");
      identifier = Optional.empty();
    }
  }

  private Optional<FileTime> modified() {
    try {
      return Optional.of(Files.getLastModifiedTime(stateDir.resolve(KnownPeople.FILE)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public synchronized void close() {
    encoder.ifPresent(FaceEncoder::close);
    encoder = Optional.empty();
    identifier = Optional.empty();
    enrolment = Optional.empty();
  }
}
