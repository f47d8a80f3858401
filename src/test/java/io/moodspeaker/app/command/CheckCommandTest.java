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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void installation() throws IOException {
    Files.createDirectories(home.resolve("models"));
    Files.createSymbolicLink(
        home.resolve("models/emotion"), Path.of("models/emotion").toAbsolutePath());
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
                + " 'high'",
            "playlists/joy.m3u8:2:1: track 'b\u00e4r.mp3' is not there; correct or remove the line");
    write("moods:\n  happiness: {playlist: playlists/joy.m3u8, light: {pin: 4}}\n");
    out.getBuffer().setLength(0);
    assertThat(check()).isEqualTo(2);
    assertThat(out.toString().lines())
        .contains(
            "playlists/joy.m3u8:2:1: track 'b\u00e4r.mp3' is not there; correct or remove the line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/moodspeaker", "config/moods.yaml", "config/moods.yaml/state"})
  void a_state_folder_that_cannot_be_made_is_told(String folder) throws IOException {
    Files.writeString(home.resolve("config/moodspeaker.properties"), "state.dir = " + folder);
    assertThat(check()).isEqualTo(2);
    assertThat(out.toString())
        .startsWith("config/moodspeaker.properties:1:1: state.dir")
        .contains("can't be written to");
  }

  @Test
  void limits_of_the_music_that_fit_are_good() throws IOException {
    write(
        """
        music:
          ceiling: 80
          quiet: {from: "22:00", to: "07:00", ceiling: 40}
          hold: 30min
          minimum-play: 10s
        moods:
          absent: {strategy: pause}
        """);
    assertThat(check()).isZero();
    assertThat(out.toString()).isEqualTo(String.format("all good%n"));
  }

  @Test
  void limits_of_the_music_that_do_not_fit_are_told() throws IOException {
    write(
        """
        music:
          ceiling: 180
          quiet: {from: "22:00", to: "25:00", ceiling: 40}
          hold: half an hour
          minimum-play: 2h
        moods:
          fear: {strategy: pause}
        """);
    assertThat(check()).isEqualTo(2);
    assertThat(out.toString().lines())
        .containsExactly(
            "config/moods.yaml:2:12: ceiling must be 0 to 100, was 180",
            "config/moods.yaml:3:30: to must be a time of day as in \"22:00\", was '25:00'",
            "config/moods.yaml:4:9: hold must be a number with a unit, as in 500ms, 1.5s, 10min or"
                + " 2h, was 'half an hour'",
            "config/moods.yaml:5:17: minimum-play must be 0s to 1h, was 2h",
            "config/moods.yaml:7:20: strategy pause is for absent alone; use silence or keep for"
                + " fear");
  }

  @Test
  void a_pin_of_the_rgb_lamp_is_not_free_for_a_mood() {
    assertThat(check("--set", "light.rgb-pins=4,5,6")).isEqualTo(2);
    assertThat(out.toString())
        .contains(
            "--set: light.rgb-pins: pin 4 is the light of happiness in moods.yaml already; give one of"
                + " them another");
  }

  @Test
  void a_model_that_is_not_there_is_told() {
    assertThat(check("--set", "emotion.model=models/none")).isEqualTo(2);
    assertThat(out.toString())
        .contains("emotion.model")
        .contains("cannot be read; point at a folder");
  }

  @Test
  void what_a_room_refuses_is_told_where_it_was_set() throws IOException {
    Files.writeString(
        home.resolve("config/moodspeaker.properties"),
        """
        light = disco
        audio = mpd:a:b:c
        azure.endpoint = http://face.example.org
        """);
    assertThat(check()).isEqualTo(2);
    assertThat(out.toString().lines())
        .containsExactly(
            "config/moodspeaker.properties:1:1: light must be auto, console, gpio or linuxfs:DIR,"
                + " was 'disco'",
            "config/moodspeaker.properties:2:1: audio an MPD server is given as mpd:HOST,"
                + " mpd:HOST:PORT or mpd:/PATH/OF/SOCKET, was 'mpd:a:b:c'",
            "config/moodspeaker.properties:3:1: azure.endpoint http://face.example.org would send"
                + " pictures and key in the clear over the internet; use https, or set"
                + " azure.allow-http = yes");
    out.getBuffer().setLength(0);
    assertThat(
            check(
                "--set=light=linuxfs:/x",
                "--set=audio=mpd:kitchen",
                "--set=azure.allow-http=yes",
                "--set=azure.key=two words"))
        .isEqualTo(2);
    assertThat(out.toString())
        .contains("--set: azure.key would show in the process list")
        .doesNotContain("two words");
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
