package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Instruments;
import io.moodspeaker.composer.synth.PartMixer;
import io.moodspeaker.composer.synth.Stereo;

/** Renders tunes: the same tune gives the same samples, on every machine. */
public final class Studio {
  /** Above this the room swallows the highs. */
  private static final double ROOM_BRIGHTNESS = 4200;

  private Studio() {}

  /** The tune as sound, mastered and faded. */
  public static Stereo render(Tune tune) {
    Performer performer = new Performer(tune);
    double echo = 0.75 * 60 / tune.meter().tempo();
    PartMixer mixer = new PartMixer(performer.seconds() + 2.2 + tune.room() / 2, echo);
    for (Part part : tune.parts()) {
      long seed = tune.seed() * 37 + part.name().hashCode();
      mixer.add(Instruments.named(part.instrument()), performer.play(part), part.channel(), seed);
    }
    return mixer.master(tune.room(), ROOM_BRIGHTNESS);
  }
}
