package io.moodspeaker.people.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.moodspeaker.feature.FacePointFinders;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.people.FaceEncoder;
import io.moodspeaker.people.FaceRegion;
import io.moodspeaker.people.Identifier;
import io.moodspeaker.people.KnownPeople;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Twenty people whom no part of this was made from, ten pictures of each. */
class StrangersTest {
  private static final int ENROLLED = 5;

  private static Frame frame(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] bgr = new byte[3 * image.getWidth() * image.getHeight()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        byte gray = (byte) image.getRaster().getSample(x, y, 0);
        int at = 3 * (y * image.getWidth() + x);
        bgr[at] = gray;
        bgr[at + 1] = gray;
        bgr[at + 2] = gray;
      }
    }
    return new Frame(Instant.EPOCH, image.getWidth(), image.getHeight(), bgr);
  }

  private static List<List<Frame>> people() throws IOException {
    Path folder =
        Path.of(System.getProperty("moodspeaker.shared", "../shared"), "data/strangers/people");
    assumeThat(Files.isDirectory(folder)).as("%s is there", folder).isTrue();
    List<List<Frame>> people = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path person : folders.sorted().toList()) {
        List<Frame> pictures = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
          pictures.add(frame(person.resolve(i + ".png")));
        }
        people.add(pictures);
      }
    }
    return people;
  }

  private record Remembering(LbphEncoder encoder, Map<Frame, List<float[]>> seen)
      implements FaceEncoder {
    @Override
    public String name() {
      return encoder.name();
    }

    @Override
    public List<float[]> encode(Frame frame, Box face) {
      return seen.computeIfAbsent(frame, fresh -> encoder.encode(fresh, face));
    }

    @Override
    public double[] distances(float[] a, float[] b) {
      return encoder.distances(a, b);
    }

    @Override
    public boolean accepts(double best, double spread, List<Double> others) {
      return encoder.accepts(best, spread, others);
    }

    @Override
    public void close() {}
  }

  @Test
  void five_pictures_enrolled_name_nearly_all_of_them_and_hardly_a_stranger() throws IOException {
    List<List<Frame>> people = people();
    try (LbphEncoder encoder = new LbphEncoder()) {
      KnownPeople all = KnownPeople.none(encoder.name());
      for (int i = 0; i < people.size(); i++) {
        for (Frame picture : people.get(i).subList(0, ENROLLED)) {
          all =
              all.with(
                  "p" + i, List.of(encoder.encode(picture, FaceRegion.whole(picture)).getFirst()));
        }
      }
      // Each picture is looked at twice.
      FaceEncoder remembering = new Remembering(encoder, new IdentityHashMap<>());
      int right = 0;
      int wrong = 0;
      int probes = 0;
      int strangers = 0;
      int named = 0;
      Identifier everybody = new Identifier(remembering, all);
      for (int i = 0; i < people.size(); i++) {
        Identifier others = new Identifier(remembering, all.without("p" + i));
        for (int k = 0; k < people.get(i).size(); k++) {
          Frame picture = people.get(i).get(k);
          strangers++;
          named += others.identify(picture, FaceRegion.whole(picture)).isPresent() ? 1 : 0;
          if (k >= ENROLLED) {
            probes++;
            Optional<String> name = everybody.identify(picture, FaceRegion.whole(picture));
            right += name.equals(Optional.of("p" + i)) ? 1 : 0;
            wrong += name.isPresent() && !name.get().equals("p" + i) ? 1 : 0;
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "people: %d of %d named right, %d wrong; %d of %d strangers named%n",
          right,
          probes,
          wrong,
          named,
          strangers);
      halves(remembering, all, people);
      few(remembering, all, people, 1);
      few(remembering, all, people, 3);
      assertThat(right / (double) probes).isGreaterThanOrEqualTo(0.95);
      assertThat(named / (double) strangers).isLessThanOrEqualTo(0.01);
      assertThat(wrong).isZero();
    }
  }

  /** As in a home: a few are enrolled, and all others are strangers, by two pictures; in turn. */
  private static void few(
      FaceEncoder encoder, KnownPeople all, List<List<Frame>> people, int count) {
    int probes = 0;
    int right = 0;
    int strangers = 0;
    int named = 0;
    for (int first = 0; first + count <= people.size(); first += count) {
      KnownPeople known = all;
      for (int i = 0; i < people.size(); i++) {
        known = i < first || i >= first + count ? known.without("p" + i) : known;
      }
      Identifier identifier = new Identifier(encoder, known);
      for (int i = 0; i < people.size(); i++) {
        boolean stranger = i < first || i >= first + count;
        for (int k = stranger ? 0 : ENROLLED; k < people.get(i).size(); k += stranger ? 5 : 1) {
          Frame picture = people.get(i).get(k);
          Optional<String> name = identifier.identify(picture, FaceRegion.whole(picture));
          probes += stranger ? 0 : 1;
          right += !stranger && name.equals(Optional.of("p" + i)) ? 1 : 0;
          strangers += stranger ? 1 : 0;
          named += stranger && name.isPresent() ? 1 : 0;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "people, %d known: %d of %d named right; %d of %d strangers named%n",
        count,
        right,
        probes,
        named,
        strangers);
    assertThat(right / (double) probes).isGreaterThanOrEqualTo(0.75);
    assertThat(named / (double) strangers).isLessThanOrEqualTo(0.01);
  }

  /** Ten are enrolled, and the other ten are strangers; in turn. */
  private static void halves(FaceEncoder encoder, KnownPeople all, List<List<Frame>> people) {
    int right = 0;
    int named = 0;
    for (int half = 0; half < 2; half++) {
      KnownPeople known = all;
      for (int i = 1 - half; i < people.size(); i += 2) {
        known = known.without("p" + i);
      }
      Identifier identifier = new Identifier(encoder, known);
      for (int i = 0; i < people.size(); i++) {
        boolean stranger = i % 2 != half;
        for (int k = stranger ? 0 : ENROLLED; k < people.get(i).size(); k++) {
          Frame picture = people.get(i).get(k);
          Optional<String> name = identifier.identify(picture, FaceRegion.whole(picture));
          named += stranger && name.isPresent() ? 1 : 0;
          right += !stranger && name.equals(Optional.of("p" + i)) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "people, halves: %d of 100 named right; %d of 200 strangers named%n",
        right,
        named);
    assertThat(right).isGreaterThanOrEqualTo(90);
    assertThat(named).isLessThanOrEqualTo(4);
  }

  @Test
  void sface_names_nearly_everybody_and_hardly_a_stranger() throws IOException {
    Path file = Path.of("models", FaceEncoders.SFACE);
    assumeThat(Files.isRegularFile(file))
        .as("skipped: %s is missing; moodspeaker models add sface fetches it", file)
        .isTrue();
    List<List<Frame>> people = people();
    try (SFaceEncoder encoder = new SFaceEncoder(file, FacePointFinders.first(Path.of("models")))) {
      KnownPeople all = KnownPeople.none(encoder.name());
      for (int i = 0; i < people.size(); i++) {
        for (Frame picture : people.get(i).subList(0, ENROLLED)) {
          all = all.with("p" + i, encoder.encode(picture, FaceRegion.whole(picture)));
        }
      }
      int right = 0;
      int named = 0;
      Identifier everybody = new Identifier(encoder, all);
      for (int i = 0; i < people.size(); i++) {
        Identifier others = new Identifier(encoder, all.without("p" + i));
        for (int k = 0; k < people.get(i).size(); k++) {
          Frame picture = people.get(i).get(k);
          named += others.identify(picture, FaceRegion.whole(picture)).isPresent() ? 1 : 0;
          right +=
              k >= ENROLLED
                      && everybody
                          .identify(picture, FaceRegion.whole(picture))
                          .equals(Optional.of("p" + i))
                  ? 1
                  : 0;
        }
      }
      System.out.printf("sface: %d of 100 named right; %d of 200 strangers named%n", right, named);
      assertThat(right).isGreaterThanOrEqualTo(98);
      assertThat(named).isLessThanOrEqualTo(2);
    }
  }
}
