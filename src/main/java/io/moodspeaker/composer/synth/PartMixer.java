package io.moodspeaker.composer.synth;

import java.util.List;
import java.util.Random;

/** Plays parts on their instruments and mixes them in one room. Used by one thread at a time. */
public final class PartMixer {
  /** Well below full scale, as parts add up; mastering sets the final loudness. */
  private static final double REFERENCE = -23;

  private final Stereo dry;
  private final Stereo toRoom;
  private final double echoTime;

  /**
   * An empty mix.
   *
   * @param seconds its length
   * @param echoTime seconds from echo to echo
   */
  public PartMixer(double seconds, double echoTime) {
    dry = new Stereo(Stereo.samples(seconds));
    toRoom = new Stereo(dry.length());
    this.echoTime = echoTime;
  }

  /** Plays one part into the mix. */
  public void add(Instrument instrument, List<Note> notes, Channel channel, long seed) {
    Stereo part = new Stereo(dry.length());
    Random random = new Random(seed);
    for (Note note : notes) {
      instrument.play(note, part, random);
    }
    instrument.colour(part, part.length());
    treat(part, channel);
    double loudness = Loudness.integrated(part);
    if (loudness > Loudness.SILENCE) {
      part.scale(Acoustics.gain(REFERENCE + channel.gain() - loudness));
    }
    dry.add(part, 1);
    toRoom.add(part, channel.send());
  }

  private void treat(Stereo part, Channel channel) {
    if (channel.lowpass() > 0) {
      Effects.lowpass(part, channel.lowpass());
    }
    if (channel.highpass() > 0) {
      Effects.highpass(part, channel.highpass());
    }
    if (channel.wobble() > 0) {
      Effects.wobble(part, channel.wobble());
    }
    if (channel.chorus() > 0) {
      Effects.chorus(part, channel.chorus());
    }
    if (channel.echo() > 0) {
      Effects.echo(part, echoTime, channel.echo());
    }
    if (channel.pan() != 0) {
      balance(part, channel.pan());
    }
  }

  /** Turns a stereo part to one side without losing the other. */
  private static void balance(Stereo part, double pan) {
    double toLeft = Math.max(0, -pan) * 0.7;
    double toRight = Math.max(0, pan) * 0.7;
    for (int i = 0; i < part.length(); i++) {
      double left = part.left()[i];
      double right = part.right()[i];
      part.left()[i] = left * (1 - toRight) + right * toLeft;
      part.right()[i] = right * (1 - toLeft) + left * toRight;
    }
  }

  /** Where the last echo falls under -55 dBFS, below which a living room hears nothing. */
  private int end() {
    double floor = Acoustics.gain(-55);
    int end = dry.length();
    while (end > 0 && Math.abs(dry.left()[end - 1]) + Math.abs(dry.right()[end - 1]) < floor) {
      end--;
    }
    return end;
  }

  /**
   * The finished sound.
   *
   * @param room seconds for which the room rings
   * @param brightness the corner in hertz above which the room is dull
   */
  public Stereo master(double room, double brightness) {
    dry.add(Reverb.of(toRoom, room, brightness), 1);
    Mastering.master(dry);
    Stereo sound = dry.head(Math.min(dry.length(), end() + Stereo.samples(0.5)));
    // A quarter of a second and one and a half: a start and an end, not an effect.
    sound.fade(0.25, 1.5);
    return sound;
  }
}
