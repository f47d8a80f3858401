package io.moodspeaker.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A WAV file in a microphone's place, to try out a conversation with. */
final class FileMicrophone implements Microphone {
  private static final long MOST_BYTES = 50_000_000;

  private final Path file;

  FileMicrophone(Path file) {
    this.file = file;
  }

  @Override
  public Recording open() throws IOException {
    Speech speech;
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new IOException("it is no file of up to 50 MB");
      }
      speech = Wav.read(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new IOException(file + " can't be played in: " + unreadable.getMessage(), unreadable);
    }
    byte[] samples = speech.samples();
    return new Recording() {
      private int at;

      @Override
      public int rate() {
        return speech.rate();
      }

      @Override
      public int channels() {
        return speech.channels();
      }

      @Override
      public int read(byte[] block) {
        int length = Math.min(block.length, samples.length - at);
        System.arraycopy(samples, at, block, 0, length);
        at += length;
        return length;
      }

      @Override
      public void close() {}
    };
  }
}
