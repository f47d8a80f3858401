package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static String ordered(String words) {
    return String.join(" ", Arguments.inOrder(words.split(" ")));
  }

  @Test
  void settings_before_the_command_are_moved_behind_it() {
    assertThat(ordered("--set http.port=1 status")).isEqualTo("status --set http.port=1");
    assertThat(ordered("--port 1 --set=a=b play x")).isEqualTo("play x --port 1 --set=a=b");
    assertThat(ordered("--set a=b recognize -- --set")).isEqualTo("recognize --set a=b -- --set");
  }

  @Test
  void all_else_stays_as_it_is() {
    for (String words : new String[] {"--set a=b", "--set", "status --set a=b", "--set a=b -V"}) {
      assertThat(ordered(words)).isEqualTo(words);
    }
  }
}
