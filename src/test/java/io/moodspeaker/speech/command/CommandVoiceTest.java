package io.moodspeaker.speech.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.Fault;
import io.moodspeaker.speech.Speech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("OperatorPrecedence")
class CommandVoiceTest {
  @ParameterizedTest
  @CsvSource({
    "en, I play something warm for you.",
    "de, Ich spiele dir etwas Warmes.",
    "ko, 따뜻한 음악을 틀어 드릴게요."
  })
  void espeak_speaks_the_languages_that_ship(String language, String text) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/espeak-ng")),
        "SKIPPED: no espeak-ng here; apt-get install espeak-ng");
    Speech speech = CommandVoice.espeak().speak(text, language);
    assertThat(speech.rate()).isEqualTo(22_050);
    assertThat(speech.samples().length / 2.0 / speech.rate()).as("seconds").isBetween(0.8, 8.0);
    double square = 0;
    for (int i = 0; i + 1 < speech.samples().length; i += 2) {
      double sample = (short) (speech.samples()[i] & 0xff | speech.samples()[i + 1] << 8);
      square += sample * sample;
    }
    assertThat(Math.sqrt(square / (speech.samples().length / 2.0))).as("RMS").isGreaterThan(500);
  }

  @Test
  @Fault(
      value = "espeak-ng missing or failing",
      seen = "told with the change of mood",
      goesOn = "all else",
      heals = "install it",
      within = "at once")
  void a_program_that_is_missing_or_fails_or_writes_nonsense_is_told() {
    assertThatThrownBy(() -> new CommandVoice(List.of("no-such-voice")).speak("a", "en"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sudo apt install espeak-ng");
    assertThatThrownBy(
            () -> new CommandVoice(List.of("sh", "-c", "cat >/dev/null; exit 3")).speak("a", "en"))
        .hasMessage("sh ended with 3");
    assertThatThrownBy(() -> new CommandVoice(List.of("cat")).speak("a", "en"))
        .hasMessage("it is no WAV file");
  }
}
