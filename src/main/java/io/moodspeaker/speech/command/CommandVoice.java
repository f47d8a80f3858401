package io.moodspeaker.speech.command;

import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.Voice;
import io.moodspeaker.speech.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that reads a sentence and writes a WAV file: {@code espeak-ng}.
 *
 * <p>The sentence goes to its standard input, so that no shell and no process list sees it.
 */
public final class CommandVoice implements Voice {
  /** A sentence takes a fraction of a second; a program that takes this long hangs. */
  private static final int TIMEOUT_SECONDS = 20;

  /** A minute at 48 kHz in stereo. */
  private static final int MOST_BYTES = 60 * 48_000 * 4;

  private final List<String> command;

  /**
   * A voice.
   *
   * @param command the program and its arguments, {@code {language}} in them for the language
   */
  public CommandVoice(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** The program that Debian has for many languages. */
  public static CommandVoice espeak() {
    return new CommandVoice(List.of("espeak-ng", "-v", "{language}", "--stdin", "--stdout"));
  }

  @Override
  public Speech speak(String text, String language) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  command.stream().map(word -> word.replace("{language}", language)).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException missing) {
      throw new IOException(
          command.getFirst() + " can't be run; install it: sudo apt install espeak-ng", missing);
    }
    Runnable end = process::destroyForcibly;
    process
        .onExit()
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              end.run();
              return process;
            });
    try {
      process.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      byte[] wav = read(process.getInputStream());
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(command.getFirst() + " ended with " + exit);
      }
      return Wav.read(wav);
    } finally {
      end.run();
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[8192];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      all.write(block, 0, n);
      if (all.size() > MOST_BYTES) {
        throw new IOException("it says more than a minute");
      }
    }
    return all.toByteArray();
  }
}
