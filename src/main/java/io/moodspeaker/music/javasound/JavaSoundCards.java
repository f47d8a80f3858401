package io.moodspeaker.music.javasound;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.SoundCards;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/** The devices that javax.sound finds and that take the player's format. */
public final class JavaSoundCards implements SoundCards {
  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      if (AudioSystem.getMixer(info).isLineSupported(JavaSoundSink.LINE)) {
        names.add(info.getName());
      }
    }
    return names;
  }

  @Override
  public AudioSink sink(Optional<String> name) {
    return new JavaSoundSink(name);
  }

  /** A line of the default device, or of the first whose name contains this. */
  static SourceDataLine line(Optional<String> name) throws LineUnavailableException {
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      boolean named =
          name.map(
                  n -> info.getName().toLowerCase(Locale.ROOT).contains(n.toLowerCase(Locale.ROOT)))
              .orElse(true);
      Mixer mixer = AudioSystem.getMixer(info);
      if (named && mixer.isLineSupported(JavaSoundSink.LINE)) {
        return (SourceDataLine) mixer.getLine(JavaSoundSink.LINE);
      }
    }
    throw new LineUnavailableException(
        name.map(n -> "no sound device is called '" + n + "'").orElse("there is no sound device"));
  }
}
