package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackTest {
  /** A colour, a bell, the C1 form of a colour, a line break, and a turned direction. */
  @ParameterizedTest
  @ValueSource(strings = {"\u001b[31m", "\u0007", "\u009b31m", "\n", "\r\n", "\u2028", "\u202e"})
  void no_name_steers_a_terminal_or_forges_a_line(String evil) {
    String text = "a" + evil + "b";
    Track track = new Track(Locations.of(Path.of("/m/" + text + ".mp3")));
    TrackTags tags = TrackTags.named(Optional.of(text), Optional.of(text + "c"), Optional.of(text));
    for (String shown :
        new String[] {
          track.name(),
          track.id(),
          new Track("/m/" + text + "/x.mp3").id(),
          new Track("http://h/" + text).name(),
          new Track("/m/x.mp3", Optional.of(text)).name(),
          tags.name(track),
          tags.album().orElseThrow(),
          new Track("/m/" + text).name(),
        }) {
      assertThat(shown)
          .doesNotContainPattern("[\\p{gc=Cc}\\u2028\\u202E]")
          .matches("(?s).*[abx].*");
    }
    assertThat(Locations.path(track.location())).isEqualTo(Path.of("/m/" + text + ".mp3"));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/music/, music",
    "file:///, /",
    "file:///m/%0A.mp3, %0A.mp3",
    "file:///m/a%0Ab.mp3, a b",
    "/m/.mp3, .mp3",
    "/m/100%.mp3, 100%",
  })
  void no_name_is_empty(String location, String name) {
    assertThat(new Track(location).name()).isEqualTo(name);
  }

  @Test
  void blank_tags_say_nothing() {
    TrackTags tags = TrackTags.named(Optional.of(" \n"), Optional.of("\u0007"), Optional.of(""));
    assertThat(tags).isEqualTo(TrackTags.NONE);
    assertThat(new Track("/m/a.mp3", Optional.of("\n")).name()).isEqualTo("a");
  }

  @Test
  void an_address_with_a_line_break_shows_no_password() {
    assertThat(new Track("http://u:secret@h/a\nb").id()).isEqualTo("http://…@h/a b");
  }
}
