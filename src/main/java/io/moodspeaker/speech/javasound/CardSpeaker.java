package io.moodspeaker.speech.javasound;

import io.moodspeaker.speech.Speaker;
import io.moodspeaker.speech.Speech;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The system's sound card, which the music may use at the same time. */
public final class CardSpeaker implements Speaker {
  @Override
  public void play(Speech speech) throws IOException, InterruptedException {
    AudioFormat format = new AudioFormat(speech.rate(), 16, speech.channels(), true, false);
    try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
      line.open(format);
      line.start();
      byte[] samples = speech.samples();
      int block = speech.rate() / 10 * 2 * speech.channels();
      for (int at = 0; at < samples.length; at += block) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        int rest = Math.min(block, samples.length - at);
        line.write(samples, at, rest - rest % (2 * speech.channels()));
      }
      line.drain();
    } catch (LineUnavailableException | IllegalArgumentException none) {
      throw new IOException("no sound card takes speech: " + none.getMessage(), none);
    }
  }
}
