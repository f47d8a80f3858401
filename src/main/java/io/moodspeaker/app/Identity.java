package io.moodspeaker.app;

import io.moodspeaker.app.command.BadInputException;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.people.FaceEncoder;
import io.moodspeaker.people.FaceRegion;
import io.moodspeaker.people.Identifier;
import io.moodspeaker.people.KnownPeople;
import io.moodspeaker.people.opencv.FaceEncoders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in a picture, as commands tell it. Whoever opens it closes it. Not thread-safe; nobody is
 * enrolled once it was asked.
 */
public final class Identity implements AutoCloseable {
  /** A picture of at most so many pixels a side in which no face is found may be one itself. */
  private static final int CUT_OUT = 256;

  private final Path stateDir;
  private final FaceEncoder encoder;
  private final Path faceModels;
  private KnownPeople people;
  private Optional<Identifier> identifier = Optional.empty();
  private Optional<FaceDetector> detector = Optional.empty();

  private Identity(Path stateDir, Path faceModels, FaceEncoder encoder, KnownPeople people) {
    this.stateDir = stateDir;
    this.faceModels = faceModels;
    this.encoder = encoder;
    this.people = people;
  }

  /** The people of an installation's state folder, and what tells them apart. */
  public static Identity open(Map<String, String> overrides) throws IOException {
    Path stateDir =
        stateDir(overrides)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "the configuration has mistakes; see: moodspeaker check"));
    KnownPeople people = KnownPeople.read(stateDir);
    FaceEncoder encoder = FaceEncoders.open(InstallDir.find().models(), people);
    if (!people.faces().isEmpty() && !people.encoder().equals(encoder.name())) {
      encoder.close();
      throw new BadInputException(
          "the people in %s were enrolled with %s; forget them and enroll again"
              .formatted(stateDir, people.encoder()));
    }
    return new Identity(
        stateDir,
        InstallDir.find().models().resolve("face"),
        encoder,
        people.faces().isEmpty() ? KnownPeople.none(encoder.name()) : people);
  }

  /** The same where somebody is known; empty where nobody is, which costs nothing. */
  public static Optional<Identity> ofKnown(Map<String, String> overrides) throws IOException {
    Optional<Path> stateDir = stateDir(overrides);
    return stateDir.isEmpty() || KnownPeople.read(stateDir.get()).faces().isEmpty()
        ? Optional.empty()
        : Optional.of(open(overrides));
  }

  private static Optional<Path> stateDir(Map<String, String> overrides) {
    Installation installation = Installation.find(overrides);
    if (!overrides.isEmpty()) {
      return Optional.of(installation.config().stateDir());
    }
    return installation.reader().read().value().map(LoadedConfig::stateDir);
  }

  /** Who is known. */
  public KnownPeople people() {
    return people;
  }

  /** The name of a face's person; empty for somebody who is not known. */
  public Optional<String> who(Frame frame, Box face) {
    if (identifier.isEmpty()) {
      identifier = Optional.of(new Identifier(encoder, people));
    }
    return identifier.get().identify(frame, face);
  }

  /** Whose face a small picture is as a whole; for one in which no face is found. */
  public Optional<String> whoAsAWhole(Frame frame) {
    return isCutOut(frame) ? who(frame, FaceRegion.whole(frame)) : Optional.empty();
  }

  private static boolean isCutOut(Frame frame) {
    return Math.max(frame.width(), frame.height()) <= CUT_OUT;
  }

  /**
   * Takes a picture of a person into account: its only face, one that fills it, or all of a small
   * picture in which none is found.
   *
   * @param crop whether the picture is one face already
   * @return how many faces there are; the picture is taken where it is one
   */
  public int enroll(String name, Frame frame, boolean crop) throws FaceDetectorException {
    List<Box> faces = crop ? List.of(FaceRegion.whole(frame)) : faces(frame);
    if (faces.size() == 1) {
      people = people.with(name, List.of(encoder.encode(frame, faces.getFirst()).getFirst()));
    }
    return faces.size();
  }

  private List<Box> faces(Frame frame) throws FaceDetectorException {
    if (detector.isEmpty()) {
      detector = Optional.of(FaceDetectors.open(faceModels, "auto", FaceDetectors.Use.STILLS));
    }
    List<Box> faces = detector.get().detect(frame);
    if (faces.isEmpty() && isCutOut(frame)) {
      return List.of(FaceRegion.whole(frame));
    }
    boolean fills =
        !faces.isEmpty()
            && FaceRegion.head(frame, faces.getFirst()).equals(FaceRegion.whole(frame));
    return fills ? List.of(faces.getFirst()) : faces;
  }

  /** Forgets a person; whether there was one of that name. */
  public boolean forget(String name) {
    boolean known = people.faces().containsKey(name);
    people = people.without(name);
    return known;
  }

  /** Writes who is known. */
  public void save() throws IOException {
    people.write(stateDir);
  }

  @Override
  public void close() {
    encoder.close();
    detector.ifPresent(FaceDetector::close);
  }
}
