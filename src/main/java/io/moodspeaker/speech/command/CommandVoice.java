package io.moodspeaker.speech.command;

import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.Voice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
      return wav(wav);
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

  /** Reads a WAV file whose lengths may be wrong, for a pipe's writer does not know them. */
  static Speech wav(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 44 || in.getInt(0) != 0x46464952 || in.getInt(8) != 0x45564157) {
      throw new IOException("it wrote no WAV file");
    }
    int rate = 0;
    int channels = 0;
    int at = 12;
    while (at + 8 <= file.length) {
      int id = in.getInt(at);
      long size = in.getInt(at + 4) & 0xffffffffL;
      int body = at + 8;
      if (id == 0x20746d66 && body + 16 <= file.length) {
        channels = in.getShort(body + 2);
        rate = in.getInt(body + 4);
        if (in.getShort(body) != 1 || in.getShort(body + 14) != 16) {
          throw new IOException("its WAV file is not of 16-bit samples");
        }
      } else if (id == 0x61746164) {
        int end = (int) Math.min(file.length, body + size);
        return new Speech(rate, channels, Arrays.copyOfRange(file, body, end - (end - body) % 2));
      }
      at = (int) Math.min(Integer.MAX_VALUE, body + size + size % 2);
    }
    throw new IOException("its WAV file holds no sound");
  }
}
