package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Baselines and model descriptions that are damaged. */
class BaselineFilePropertiesTest {
  private static Path file;

  @BeforeContainer
  static void make() throws IOException {
    file = Files.createTempFile("baseline", ".properties");
  }

  @AfterContainer
  static void remove() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<byte[]> baselines() {
    return Garbage.texts(
        """
        anger=0.05
        contempt=0.05
        disgust=0.05
        fear=0.05
        happiness=0.1
        neutral=0.5
        sadness=0.1
        surprise=0.1
        frames=100
        taken=2026-11-21T08:00:00Z
        learned=900
        """,
        "anger=NaN\\u12\n");
  }

  @Provide
  Arbitrary<byte[]> descriptions() throws IOException {
    return Garbage.bytes(Files.readAllBytes(Path.of("models/emotion/model.yaml")));
  }

  @Property(tries = 300)
  void a_baseline_is_one_or_is_told(@ForAll("baselines") byte[] text) throws IOException {
    Files.write(file, text);
    try {
      assertThat(new BaselineFile(file).read()).isNotNull();
    } catch (IOException told) {
      assertThat(told.getMessage()).contains(file.getFileName().toString());
    }
  }

  @Property(tries = 300)
  void a_model_is_described_or_it_is_told(@ForAll("descriptions") byte[] text) throws IOException {
    Files.write(file, text);
    try {
      assertThat(ModelYaml.read(file)).isNotNull();
    } catch (EmotionException told) {
      assertThat(told.getMessage()).isNotBlank();
    }
  }
}
