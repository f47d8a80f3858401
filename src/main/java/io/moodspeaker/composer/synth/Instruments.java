package io.moodspeaker.composer.synth;

import static io.moodspeaker.composer.synth.Percussion.modes;

import io.moodspeaker.composer.synth.PluckedString.Peak;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The instruments by the names that tunes call them. */
public final class Instruments {
  private static final List<Peak> GUITAR =
      List.of(new Peak(105, 3, 4), new Peak(205, 3, 3), new Peak(420, 2, 2), new Peak(5200, 1, -6));
  private static final List<Peak> HARP =
      List.of(new Peak(180, 1.5, 2), new Peak(330, 1.5, 2), new Peak(6000, 0.8, -5));
  private static final List<Peak> BASS =
      List.of(new Peak(90, 1.2, 4), new Peak(700, 1.2, -3), new Peak(3000, 0.7, -8));

  private static final Map<String, Instrument> ALL = new TreeMap<>();

  static {
    ALL.put("nylon", new PluckedString(3.2, 0.35, 0.22, 0.32, 0.6, GUITAR));
    ALL.put("steel", new PluckedString(4.5, 0.75, 0.16, 0.18, 0.7, GUITAR));
    ALL.put("uke", new PluckedString(1.6, 0.5, 0.25, 0.3, 0.25, List.of(new Peak(380, 2, 4))));
    ALL.put("harp", new PluckedString(5.0, 0.4, 0.35, 0.3, 2.5, HARP));
    ALL.put("koto", new PluckedString(3.0, 0.9, 0.09, 0.2, 0.9, List.of(new Peak(900, 1.2, 3))));
    ALL.put("pizz", new PluckedString(0.7, 0.25, 0.3, 0.42, 0.15, HARP));
    ALL.put("upright", new PluckedString(2.6, 0.14, 0.3, 0.42, 0.2, BASS));
    ALL.put(
        "electricbass", new PluckedString(3.4, 0.35, 0.2, 0.3, 0.15, List.of(new Peak(80, 1, 4))));

    ALL.put("marimba", new Percussion(modes(1, 1, 1.0, 3.93, .22, .35, 9.2, .06, .12), .25, 0, .8));
    ALL.put(
        "kalimba",
        new Percussion(modes(1, 1, 1.5, 2.01, .06, .9, 5.42, .12, .3, 8.1, .04, .12), .3, 0, 1.2));
    ALL.put(
        "vibraphone", new Percussion(modes(1, 1, 4.5, 4, .16, 1.9, 10.1, .03, .5), .08, .28, .9));
    ALL.put(
        "musicbox",
        new Percussion(modes(1, 1, 2.2, 1.002, .4, 2.0, 3.01, .12, .9, 6.27, .1, .4), .12, 0, 1.6));
    ALL.put("celesta", new Percussion(modes(1, 1, 1.8, 2, .1, 1.2, 4.05, .16, .5), .1, 0, .8));
    ALL.put(
        "glockenspiel",
        new Percussion(
            modes(1, 1, 2.4, 2.756, .25, 1.1, 5.404, .1, .5, 8.93, .04, .25), .1, 0, 1.8));
    ALL.put(
        "bowl",
        new Percussion(
            modes(1, 1, 14, 1.004, .8, 13, 2.72, .3, 8, 2.727, .25, 7.5, 5.15, .1, 4), .02, 0, 9));
    ALL.put(
        "handpan",
        new Percussion(modes(1, 1, 2.6, 2, .5, 1.9, 3, .28, 1.3, 4.6, .05, .3), .22, 0, 1.8));
    ALL.put(
        "steelpan",
        new Percussion(
            modes(1, 1, 1.3, 2.003, .6, 1.0, 3.01, .25, .7, 4.1, .14, .4, 6.3, .05, .2),
            .2,
            0,
            .8));

    ALL.put("felt", new FeltPiano(0.62, 7, 0.5));
    ALL.put("piano", new FeltPiano(0.95, 9, 0.6));
    ALL.put("rhodes", new ElectricPiano(1.3, 0.28, 14, 5.5, 0.22));
    ALL.put("wurli", new ElectricPiano(2.4, 0.1, 7, 3.2, 0.12));
    ALL.put("crystal", new ElectricPiano(0.5, 0.5, 3.5, 4.5, 0.1));

    List<Double> none = List.of();
    ALL.put("warm", new Saws(9, 0.9, 1.8, 650, 0.8, 0, none));
    ALL.put("haze", new Saws(14, 2.2, 3.0, 480, 0.5, 4, none));
    ALL.put("bright", new Saws(12, 0.35, 0.9, 1700, 0.8, 0, none));
    ALL.put("strings", new Saws(7, 0.32, 0.7, 1500, 0.4, 9, none));
    ALL.put("cello", new Saws(2.5, 0.14, 0.4, 950, 0.5, 13, none));
    ALL.put("stab", new Saws(11, 0.006, 0.22, 1500, 1.3, 0, none));
    ALL.put("lead", new Saws(6, 0.02, 0.25, 1500, 0.9, 10, none));
    ALL.put("synthbass", new Saws(4, 0.006, 0.1, 420, 1.6, 0, none));
    ALL.put("reed", new Saws(8, 0.05, 0.12, 1900, 0.2, 5, List.of(520.0, 1300.0, 2600.0)));
    ALL.put("choir", new Saws(10, 0.7, 1.2, 2600, 0, 12, List.of(650.0, 1080.0, 2650.0)));
    ALL.put("hum", new Saws(9, 0.8, 1.4, 1200, 0, 10, List.of(320.0, 800.0, 2250.0)));

    ALL.put("flute", new Wind(List.of(1.0, .32, .14, .06, .02), .3, .06, .12, 14, 0));
    ALL.put("panpipe", new Wind(List.of(1.0, .1, .12, .02), .75, .04, .12, 8, 0));
    ALL.put("ocarina", new Wind(List.of(1.0, .05, .02), .14, .045, .08, 16, 0));
    ALL.put(
        "clarinet",
        new Wind(List.of(1.0, .03, .55, .05, .3, .05, .14, .03, .06), .06, .05, .09, 8, 0));
    ALL.put("organ", new Wind(List.of(1.0, .55, .22, .2, .02, .08, 0.0, .07), .01, .05, .15, 3, 4));
    ALL.put("glass", new Wind(List.of(1.0, .06, .1, .0, .03), .02, .8, 2.2, 5, 7));
    ALL.put("sub", new Wind(List.of(1.0, .18, .06), .0, .015, .09, 0, 0));

    ALL.put("drums", new Drums());

    ALL.put("sea", new NoiseBed(120, 1600, 9, 0.85, 0));
    ALL.put("rain", new NoiseBed(900, 6500, 17, 0.25, 30));
    ALL.put("wind", new NoiseBed(200, 900, 11, 0.7, 0));
    ALL.put("dust", new NoiseBed(400, 3200, 5, 0.2, 5));
  }

  private Instruments() {}

  /**
   * The instrument with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static Instrument named(String name) {
    Instrument instrument = ALL.get(name);
    if (instrument == null) {
      throw new IllegalArgumentException(
          "no instrument is called '" + name + "'; use one of " + String.join(", ", ALL.keySet()));
    }
    return instrument;
  }

  /** Whether a letter names a drum. */
  public static boolean isDrum(char letter) {
    return Drums.knows(letter);
  }
}
