package io.moodspeaker.music.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.local.Players;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistReaderTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  private List<String> read(String name, byte[] content) throws IOException {
    Path list = Files.write(folder.resolve(name), content);
    return locations(Players.READER.read(list.toString()));
  }

  private List<String> read(String name, String content) throws IOException {
    return read(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> locations(Playlist playlist) {
    return playlist.tracks().stream()
        .map(Track::location)
        .map(l -> l.startsWith(folder + "/") ? l.substring(folder.toString().length() + 1) : l)
        .toList();
  }

  @Test
  void relative_and_absolute_paths_and_streams_are_found() throws IOException {
    file("a.mp3");
    file("sub/b.flac");
    String absolute = file("c.ogg").toString();
    assertThat(read("l.m3u", "a.mp3\n./sub/b.flac\n" + absolute + "\nhttps://radio.example/live\n"))
        .containsExactly("a.mp3", "sub/b.flac", "c.ogg", "https://radio.example/live");
  }

  @Test
  void titles_come_from_extinf() throws IOException {
    file("a.mp3");
    Path list = folder.resolve("l.m3u8");
    Files.writeString(
        list,
        "#EXTM3U\r\n#EXTINF:123 logo=\"x,y\",Ärger – Duo, live\r\na.mp3\r\n#EXTINF:-1\r\nb.mp3\r\n");
    List<Track> tracks = Players.READER.read(list.toString()).tracks();
    assertThat(tracks.get(0).name()).isEqualTo("Ärger – Duo, live");
    assertThat(tracks.get(1).name()).isEqualTo("b");
  }

  @Test
  void marks_encodings_and_line_ends_of_all_systems_are_understood() throws IOException {
    file("Été.mp3");
    String line = "Été.mp3";
    assertThat(read("bom.m3u8", "\uFEFF" + line + "\r\n")).containsExactly(line);
    assertThat(read("old.m3u", (line + "\r").getBytes(Charset.forName("windows-1252"))))
        .containsExactly(line);
    assertThat(read("le.m3u", ("\uFEFF" + line + "\n").getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly(line);
    assertThat(read("be.m3u", ("\uFEFF" + line + "\n").getBytes(StandardCharsets.UTF_16BE)))
        .containsExactly(line);
  }

  @Test
  void paths_from_windows_and_from_browsers_are_found() throws IOException {
    file("sub/my song.mp3");
    file("100%.mp3");
    Path file = folder.resolve("sub/my song.mp3");
    assertThat(
            read("l.m3u", "sub\\my song.mp3\nsub/my%20song.mp3\n" + file.toUri() + "\n100%.mp3\n"))
        .containsExactly("sub/my song.mp3", "sub/my song.mp3", "sub/my song.mp3", "100%.mp3");
  }

  @Test
  void pls_lists_are_read_with_titles_in_any_order() throws IOException {
    file("a.mp3");
    Path list = folder.resolve("l.pls");
    Files.writeString(
        list,
        """
        [playlist]
        NumberOfEntries=2
        File1=a.mp3
        Title1=One
        Length1=-1
        File2=http://radio.example/
        Title2=Radio
        Version=2
        """);
    assertThat(Players.READER.read(list.toString()).tracks())
        .extracting(Track::name)
        .containsExactly("One", "Radio");
  }

  @Test
  void folders_are_read_in_natural_order_with_all_below_them() throws IOException {
    for (String name :
        List.of(
            "cd 10/1.mp3", "cd 2/Track 10.mp3", "cd 2/track 9.MP3", "cd 2/cover.jpg", ".x.mp3")) {
      file(name);
    }
    assertThat(locations(Players.READER.read(folder.toString())))
        .containsExactly("cd 2/track 9.MP3", "cd 2/Track 10.mp3", "cd 10/1.mp3");
  }

  @Test
  void a_link_back_up_a_folder_ends_no_walk() throws IOException {
    file("a/1.mp3");
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    Playlist playlist = Players.READER.read(folder.toString());
    assertThat(locations(playlist)).contains("a/1.mp3");
    assertThat(playlist.leftOut()).isNotEmpty();
  }

  @Test
  void lists_in_lists_are_read_and_loops_are_noted() throws IOException {
    file("a.mp3");
    Files.writeString(folder.resolve("x.m3u"), "y.m3u\na.mp3\n");
    Files.writeString(folder.resolve("y.m3u"), "a.mp3\nx.m3u\n");
    Playlist playlist = Players.READER.read(folder.resolve("x.m3u").toString());
    assertThat(locations(playlist)).containsExactly("a.mp3", "a.mp3");
    assertThat(playlist.leftOut()).singleElement().asString().contains("leads back to itself");
  }

  @Test
  void a_directory_called_like_a_song_stays_for_the_player_to_refuse() throws IOException {
    Files.createDirectory(folder.resolve("album.mp3"));
    assertThat(read("l.m3u", "album.mp3\n")).containsExactly("album.mp3");
  }

  @Test
  void what_cannot_be_a_path_is_noted_and_the_rest_is_read() throws IOException {
    file("a.mp3");
    Path list = Files.writeString(folder.resolve("l.m3u"), "nul\0nul.mp3\nfile://[/\na.mp3\n");
    Playlist playlist = Players.READER.read(list.toString());
    assertThat(locations(playlist)).containsExactly("a.mp3");
    assertThat(playlist.leftOut()).hasSize(2);
  }

  @Test
  void a_missing_list_says_so() {
    assertThatThrownBy(() -> Players.READER.read(folder.resolve("no.m3u").toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not there");
  }
}
