package io.moodspeaker.composer;

import java.util.List;

/**
 * A piece of music as written.
 *
 * @param label what is said about it
 * @param meter its time
 * @param key its tonic and mode
 * @param room seconds for which its room rings
 * @param parts its players
 * @param form its sections in the order in which they are played
 */
public record Tune(
    Label label, Meter meter, Key key, double room, List<Part> parts, List<Section> form) {
  public Tune {
    parts = List.copyOf(parts);
    form = List.copyOf(form);
  }

  /**
   * What is said about a tune.
   *
   * @param title its name
   * @param genre what it is
   * @param about one sentence on how it is made
   * @param energy how lively it is, 0 to 1
   * @param valence how bright its feeling is, 0 to 1
   */
  public record Label(String title, String genre, String about, double energy, double valence) {}

  /**
   * A tune's time.
   *
   * @param tempo beats a minute
   * @param beats beats a bar
   * @param swing how late an off-beat comes, as a part of half a beat; a third is a triplet
   * @param shuffle the same for sixteenths
   * @param ritard how much slower the last two bars become
   */
  public record Meter(double tempo, int beats, double swing, double shuffle, double ritard) {}

  /** The number of bars from start to end. */
  int bars() {
    return form.stream().mapToInt(section -> section.bars().size()).sum();
  }

  /** What makes this tune's chances its own. */
  long seed() {
    return label.title().hashCode();
  }
}
