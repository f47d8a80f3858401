package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own, as TensorFlow says its first words only once. */
class NativeLogTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "landmarks"})
  void loading_a_model_writes_no_line_of_tensorflows_own(String what) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.library.path=" + System.getProperty("java.library.path"));
    command.add("-Dorg.bytedeco.javacpp.pathsFirst=true");
    command.add("-Dorg.bytedeco.javacpp.loadlibraries=false");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(NativeLogTest.class.getName());
    if (!what.isEmpty()) {
      command.add(what);
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("before ü", "during", "after").doesNotContain("absl", "I0000");
  }

  /** What the process does. */
  public static void main(String[] args) throws Exception {
    System.err.println("before ü");
    if (args.length > 0) {
      TensorFlowLandmarks.open(Path.of("models", "landmarks")).close();
      System.err.println("during, after");
      return;
    }
    NativeLog.kept(
            () -> {
              System.err.println("during");
              return FaceModels.open(Path.of("models", "emotion"));
            })
        .close();
    System.err.println("after");
  }
}
