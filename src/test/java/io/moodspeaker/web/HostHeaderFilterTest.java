package io.moodspeaker.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderFilterTest {
  private final HostHeaderFilter filter = new HostHeaderFilter(Set.of("kitchen", "kitchen.local"));

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
    assertThat(filter.refusal(host)).isEmpty();
  }

  @ParameterizedTest
  @EmptySource
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
    assertThat(filter.refusal(host)).isPresent();
  }

  @Test
  void what_is_turned_away_is_told_how_to_come_in() {
    assertThat(filter.refusal("evil.example"))
        .contains(
            "'evil.example' is not this machine's name; ask for its IP address, or for"
                + " kitchen or kitchen.local");
  }

  @Test
  void the_name_that_it_is_bound_to_is_its_own() {
    assertThat(HostHeaderFilter.of("den.lan").names()).contains("den.lan", "den", "den.local");
    assertThat(HostHeaderFilter.of("0.0.0.0").names()).noneMatch(name -> name.startsWith("0"));
    assertThat(HostHeaderFilter.of("0.0.0.0").names()).isNotEmpty();
  }
}
