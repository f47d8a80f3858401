package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  private final Door door = new Door(Set.of("kitchen", "kitchen.local"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8780",
        "speaker.localhost:8780",
        "127.0.0.1:8780",
        "192.168.1.20",
        "[::1]:8780",
        "[fe80::1]",
        "kitchen:8780",
        "Kitchen.local.",
      })
  void this_machine_is_open_under_its_own_names_and_addresses(String host) {
    assertThat(door.refuses(host, "http://evil.example/api/status")).isFalse();
    assertThat(door.refuses(null, "http://" + host + "/api/status")).isFalse();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8780",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "kitchen.evil.example",
        "notlocalhost",
        "[evil]:8780",
      })
  void other_names_are_turned_away(String host) {
    assertThat(door.refuses(host, null)).isTrue();
    assertThat(door.refuses(null, "http://" + host + "/api/status")).isTrue();
  }

  @Test
  void what_is_turned_away_is_told_how_to_come_in() {
    assertThat(door.refusal("evil.example", null))
        .isEqualTo(
            "{\"error\":\"'evil.example' is not this machine's name; ask for its IP address, or for"
                + " kitchen or kitchen.local\"}");
    assertThat(door.refusal(null, null)).contains("''");
  }

  @Test
  void the_name_that_it_is_bound_to_is_its_own() {
    assertThat(Door.of("den.lan").names()).contains("den.lan", "den", "den.local");
    assertThat(Door.of("0.0.0.0").names()).noneMatch(name -> name.startsWith("0"));
    assertThat(Door.of("0.0.0.0").names()).isNotEmpty();
  }
}
