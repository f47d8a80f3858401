package io.moodspeaker.app.command;

import io.moodspeaker.composer.TuneAlbum;
import io.moodspeaker.composer.TuneList;
import io.moodspeaker.composer.TuneReader;
import io.moodspeaker.composer.ffmpeg.OpusEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moodspeaker compose}: renders the bundled music anew. */
@Command(
    name = "compose",
    mixinStandardHelpOptions = true,
    description = "Renders the bundled playlists and their tracks from the project's own tunes.")
public final class ComposeCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "playlists",
      description = "Where the playlists go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--mood",
      paramLabel = "MOOD",
      description = "Only this playlist: an emotion, or comfort (default: all).")
  private String mood;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter console = spec.commandLine().getOut();
    try {
      TuneAlbum album = new TuneAlbum(out, new OpusEncoder(), console::println);
      for (String name : mood == null ? TuneList.names() : List.of(mood)) {
        album.write(TuneReader.bundled(name));
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
  }
}
