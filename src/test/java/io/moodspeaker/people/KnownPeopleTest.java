package io.moodspeaker.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPeopleTest {
  @TempDir Path state;

  private static float[] numbers(float first) {
    return new float[] {first, 2, 3};
  }

  @Test
  void who_was_enrolled_is_read_again_and_only_the_owner_may_read_it() throws IOException {
    KnownPeople.none("lbph")
        .with("Süße Oma", List.of(numbers(1), numbers(2)))
        .with("Ben", List.of(numbers(3)))
        .write(state);

    KnownPeople read = KnownPeople.read(state);

    assertThat(read.encoder()).isEqualTo("lbph");
    assertThat(read.faces().keySet()).containsExactly("Ben", "Süße Oma");
    assertThat(read.faces().get("Süße Oma").get(1)).containsExactly(2, 2, 3);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve(KnownPeople.FILE))))
        .isEqualTo("rw-------");
  }

  @Test
  void who_is_forgotten_leaves_nothing_behind() throws IOException {
    KnownPeople people = KnownPeople.none("lbph").with("Ben", List.of(numbers(1)));
    people.write(state);

    people.without("Ben").write(state);

    assertThat(state).isEmptyDirectory();
    assertThat(KnownPeople.read(state).faces()).isEmpty();
  }

  @Test
  void a_name_is_one_person_s_however_it_is_typed() throws IOException {
    KnownPeople people =
        KnownPeople.none("lbph")
            .with("Zoe\u0308 O\u0308", List.of(numbers(1)))
            .with("zo\u00eb \u00f6", List.of(numbers(2)))
            .with(" Zoe ", List.of(numbers(3)));
    assertThat(people.faces().keySet()).containsExactly("Zoe", "Zo\u00eb \u00d6");
    assertThat(people.faces().get("ZO\u00cb \u00d6")).hasSize(2);
    people.write(state);
    KnownPeople read = KnownPeople.read(state).without("zoe\u0308 \u00f6");
    assertThat(read.faces().keySet()).containsExactly("Zoe");
    assertThat(read.faces().containsKey("ZOE")).isTrue();
  }

  @Test
  void later_faces_replace_the_oldest() {
    KnownPeople people = KnownPeople.none("lbph");
    for (int i = 0; i < 100; i++) {
      people = people.with("Ben", List.of(numbers(i)));
    }
    assertThat(people.faces().get("Ben")).hasSize(60);
    assertThat(people.faces().get("Ben").getLast()[0]).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "../x", "a/b", "a\nb", "-x", "a\u200bb"})
  void a_name_that_is_none_is_refused_with_its_value(String name) {
    assertThatThrownBy(() -> KnownPeople.none("lbph").with(name, List.of(numbers(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 40 letters");
  }

  @Test
  void a_damaged_file_says_what_helps() throws IOException {
    KnownPeople.none("lbph").with("Ben", List.of(numbers(1))).write(state);
    Path file = state.resolve(KnownPeople.FILE);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> KnownPeople.read(state))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is damaged")
          .hasMessageContaining("enroll again");
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] other = whole.clone();
      other[at] ^= (byte) 0x80;
      Files.write(file, other);
      try {
        KnownPeople.read(state);
      } catch (IOException damaged) {
        assertThat(damaged).hasMessageContaining("is damaged");
      }
    }
  }
}
