package io.moodspeaker.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentifierTest {
  private static final Box FACE = new Box(0, 0, 1, 1);

  /** The first number tells people apart, the second is the weather. */
  private static class FakeEncoder implements FaceEncoder {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public List<float[]> encode(Frame frame, Box face) {
      return List.of(new float[] {frame.bgr()[0], frame.bgr()[1]});
    }

    @Override
    public double[] distances(float[] a, float[] b) {
      return new double[] {Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])};
    }

    @Override
    public boolean accepts(double best, double spread, List<Double> others) {
      return best < 12;
    }

    @Override
    public void close() {}
  }

  private static Frame picture(int who, int weather) {
    return new Frame(Instant.EPOCH, 1, 1, new byte[] {(byte) who, (byte) weather, 0});
  }

  private static KnownPeople people(int count) {
    KnownPeople people = KnownPeople.none("fake");
    for (int i = 0; i < count; i++) {
      people =
          people.with(
              "p" + i,
              List.of(
                  new float[] {20 * i, 0},
                  new float[] {20 * i + 1, 60},
                  new float[] {20 * i, 120}));
    }
    return people;
  }

  @Test
  void what_does_not_tell_people_apart_counts_for_nothing_once_there_are_three() {
    Identifier identifier = new Identifier(new FakeEncoder(), people(4));
    assertThat(identifier.identify(picture(41, 90), FACE)).contains("p2");
    assertThat(identifier.identify(picture(100, 0), FACE)).isEmpty();
  }

  @Test
  void with_two_all_counts_the_same() {
    Identifier identifier = new Identifier(new FakeEncoder(), people(2));
    assertThat(identifier.identify(picture(20, 55), FACE)).contains("p1");
    assertThat(identifier.identify(picture(20, 90), FACE)).isEmpty();
  }

  @Test
  void a_person_of_three_faces_and_more_is_judged_by_how_far_they_are_apart() {
    List<Double> spreads = new ArrayList<>();
    FakeEncoder encoder =
        new FakeEncoder() {
          @Override
          public boolean accepts(double best, double spread, List<Double> others) {
            spreads.add(spread);
            return true;
          }
        };
    float[][] faces = {{0, 0}, {0, 7}, {0, 10}, {0, 30}};
    for (int count = 1; count <= faces.length; count++) {
      KnownPeople one = KnownPeople.none("fake").with("Ada", List.of(faces).subList(0, count));
      new Identifier(encoder, one).identify(picture(0, 0), FACE);
    }
    assertThat(spreads).containsExactly(0.0, 0.0, 3.0, 5.0);
  }

  @Test
  void nobody_is_known_where_nobody_is_enrolled() {
    assertThat(new Identifier(new FakeEncoder(), people(0)).identify(picture(0, 0), FACE))
        .isEmpty();
  }

  @Test
  void more_than_half_of_the_votes_name_a_face_and_large_sharp_ones_count_more() {
    PersonVotes votes = new PersonVotes();
    Instant time = Instant.EPOCH;
    for (int i = 0; i < 3; i++) {
      votes.add(time, Optional.of("Ada"), 40, 0.05);
    }
    assertThat(votes.name()).contains("Ada");
    votes.add(time, Optional.of("Ben"), 200, 0.2);
    assertThat(votes.name()).contains("Ben");
    votes.add(time, Optional.empty(), 220, 0.2);
    assertThat(votes.name()).as("as a vote for nobody is half a vote").contains("Ben");
    votes.add(time, Optional.empty(), 220, 0.2);
    assertThat(votes.name()).isEmpty();
    votes.add(time.plusSeconds(11), Optional.of("Ada"), 40, 0.05);
    assertThat(votes.name()).contains("Ada");
  }
}
