package io.moodspeaker.composer;

import java.util.List;

/**
 * Some tunes for one mood.
 *
 * @param name the file's name without its ending: a mood's label, or {@code comfort}
 * @param title what it is, in a few words
 * @param about why it sounds as it does
 * @param tunes what is in it
 */
public record TuneList(String name, String title, String about, List<Tune> tunes) {
  /** The bundled playlists: the emotions, and what consoles. */
  private static final List<String> NAMES =
      List.of(
          "anger",
          "comfort",
          "contempt",
          "disgust",
          "fear",
          "happiness",
          "neutral",
          "sadness",
          "surprise");

  public TuneList {
    tunes = List.copyOf(tunes);
  }

  /** The names of all bundled playlists. */
  public static List<String> names() {
    return NAMES;
  }
}
