package io.moodspeaker.speech.javasound;

import io.moodspeaker.speech.Microphone;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** A microphone at a sound card. */
public final class CardMicrophone implements Microphone {
  /** What speech recognisers are trained on. */
  private static final AudioFormat FORMAT = new AudioFormat(16_000, 16, 1, true, false);

  private static final DataLine.Info LINE = new DataLine.Info(TargetDataLine.class, FORMAT);
  private static final int POLL_MILLIS = 10;

  /** A line that brings nothing for so long is dead: javax.sound does not say so. */
  private static final int POLLS_TO_GIVE_UP = 200;

  private final String name;

  /**
   * A microphone, looked for when it is opened.
   *
   * @param name part of a device's name, in any case; {@code auto} for the system's
   */
  public CardMicrophone(String name) {
    this.name = name;
  }

  @Override
  public Recording open() throws IOException {
    TargetDataLine line;
    try {
      line = line();
      line.open(FORMAT);
      line.start();
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
      throw new IOException(
          "no microphone"
              + (name.equals("auto") ? "" : " '" + name + "'")
              + " can be opened ("
              + none.getMessage()
              + "); arecord -L lists the devices",
          none);
    }
    return new Recording() {
      @Override
      public int rate() {
        return (int) FORMAT.getSampleRate();
      }

      @Override
      public int channels() {
        return FORMAT.getChannels();
      }

      @Override
      public int read(byte[] block) throws IOException, InterruptedException {
        for (int polls = 0; line.available() < block.length; polls++) {
          if (polls > POLLS_TO_GIVE_UP) {
            throw new IOException("the microphone brings no sound");
          }
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return line.read(block, 0, block.length);
      }

      @Override
      public void close() {
        line.stop();
        line.close();
      }
    };
  }

  private TargetDataLine line() throws LineUnavailableException {
    if (name.equals("auto")) {
      return (TargetDataLine) AudioSystem.getLine(LINE);
    }
    Mixer.Info mixer =
        Arrays.stream(AudioSystem.getMixerInfo())
            .filter(info -> AudioSystem.getMixer(info).isLineSupported(LINE))
            .filter(
                info ->
                    info.getName().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is none of that name"));
    return (TargetDataLine) AudioSystem.getMixer(mixer).getLine(LINE);
  }
}
