package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void installation() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.createDirectories(home.resolve("playlists"));
    Files.createDirectories(home.resolve("models/emotion"));
    Files.writeString(home.resolve("playlists/a.mp3"), "");
    Files.writeString(home.resolve("playlists/joy.m3u8"), "#EXTM3U\na.mp3\nhttp://radio/x\n");
    write("moods:\n  happiness: {playlist: playlists/joy.m3u8, light: {pin: 4}}\n");
  }

  @Test
  void a_good_installation_is_said_to_be_good() {
    assertThat(check()).isZero();
    assertThat(out.toString()).isEqualTo(String.format("all good%n"));
  }

  @Test
  void every_problem_is_a_line_of_its_own() throws IOException {
    Files.writeString(home.resolve("playlists/joy.m3u8"), "a.mp3\nb\u00e4r.mp3\n");
    write("moods:\n  happiness: {playlist: playlists/joy.m3u8, light: {pin: 4}, words: 5}\n");
    Files.writeString(home.resolve("config/moodspeaker.properties"), "http.port = high\n");
    assertThat(check()).isEqualTo(2);
    assertThat(out.toString().lines())
        .containsExactly(
            "config/moods.yaml:2:69: words must be a text, was '5'",
            "config/moodspeaker.properties:1:1: http.port must be a whole number of 0 to 65535, was"
                + " 'high'");
    write("moods:\n  happiness: {playlist: playlists/joy.m3u8, light: {pin: 4}}\n");
    out.getBuffer().setLength(0);
    assertThat(check()).isEqualTo(2);
    assertThat(out.toString().lines())
        .contains(
            "playlists/joy.m3u8:2:1: track 'b\u00e4r.mp3' is not there; correct or remove the line");
  }

  @Test
  void a_pin_of_the_rgb_lamp_is_not_free_for_a_mood() {
    assertThat(check("--set", "light.rgb-pins=4,5,6")).isEqualTo(2);
    assertThat(out.toString())
        .contains(
            "config/moods.yaml: pin 4 of happiness is one of light.rgb-pins; give happiness another");
  }

  @Test
  void a_model_that_is_not_there_is_told() {
    assertThat(check("--set", "emotion.model=models/none")).isEqualTo(2);
    assertThat(out.toString()).contains("emotion.model").contains("is not there");
  }

  @Test
  void a_folder_that_is_no_installation_is_told() {
    assertThat(new CommandLine(command()).setOut(new PrintWriter(out)).execute("/nowhere"))
        .isEqualTo(2);
    assertThat(out.toString()).startsWith("/nowhere: is no installation");
  }

  private static CheckCommand command() {
    return new CheckCommand();
  }

  private int check(String... options) {
    String[] arguments = new String[options.length + 1];
    System.arraycopy(options, 0, arguments, 0, options.length);
    arguments[options.length] = home.toString();
    return new CommandLine(command()).setOut(new PrintWriter(out)).execute(arguments);
  }

  private void write(String moods) throws IOException {
    Files.writeString(home.resolve("config/moods.yaml"), moods);
  }
}
