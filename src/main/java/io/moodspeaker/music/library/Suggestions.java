package io.moodspeaker.music.library;

import io.moodspeaker.music.Locations;
import io.moodspeaker.support.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Picks tracks by how they feel. */
public final class Suggestions {
  /** Five steps out of a mood, as music therapy's iso principle has it: meet, then lead. */
  private static final int STEPS = 5;

  /** Twice the tempo is as far as a quarter of all energy. */
  private static final double TEMPO_WEIGHT = 0.25;

  /** Below this a listener would not be sure either. */
  private static final double CLEAR = 0.2;

  /** Hertz: a cello lies below, a piece with cymbals above. */
  private static final double DARK = 400;

  private static final double BRIGHT = 1200;

  private Suggestions() {}

  /** The tracks nearest to a feel, nearest first. */
  public static List<TrackFacts> near(List<TrackFacts> tracks, Feel feel, int most) {
    return tracks.stream()
        .sorted(
            Comparator.comparingDouble((TrackFacts t) -> t.feel().distance(feel))
                .thenComparing(TrackFacts::location))
        .limit(most)
        .toList();
  }

  /** One track for each of five steps from one feel to another; none comes twice. */
  public static List<TrackFacts> path(List<TrackFacts> tracks, Feel from, Feel to) {
    List<TrackFacts> left = new ArrayList<>(tracks);
    List<TrackFacts> path = new ArrayList<>();
    for (int step = 0; step < STEPS && !left.isEmpty(); step++) {
      TrackFacts next = near(left, from.towards(to, step / (STEPS - 1.0)), 1).get(0);
      left.remove(next);
      path.add(next);
    }
    return path;
  }

  /** The tracks most like one of them, itself first. */
  public static List<TrackFacts> like(List<TrackFacts> tracks, TrackFacts one, int most) {
    return tracks.stream()
        .sorted(
            Comparator.comparing((TrackFacts t) -> !t.location().equals(one.location()))
                .thenComparingDouble(t -> difference(t, one))
                .thenComparing(TrackFacts::location))
        .limit(most)
        .toList();
  }

  /** How different two tracks are, in steps of feel. */
  private static double difference(TrackFacts a, TrackFacts b) {
    double difference = a.feel().distance(b.feel());
    if (a.tempo().isPresent() && b.tempo().isPresent()) {
      double octaves = Math.log(a.tempo().getAsDouble() / b.tempo().getAsDouble()) / Math.log(2);
      difference += TEMPO_WEIGHT * Math.abs(octaves);
    }
    return difference;
  }

  /** What its feel was judged by. */
  static String why(TrackFacts track) {
    String tempo =
        track.tempo().isPresent()
            ? String.format(Locale.ROOT, "%.0f beats a minute", track.tempo().getAsDouble())
            : "no beat";
    String mode =
        track.mode() > CLEAR
            ? "major"
            : track.mode() < -CLEAR ? "minor" : "neither major nor minor";
    String light =
        track.brightness() < DARK ? "dark" : track.brightness() > BRIGHT ? "bright" : "warm";
    String loud =
        track.lufs().isPresent()
            ? String.format(Locale.ROOT, "%.0f LUFS", track.lufs().getAsDouble())
            : "silent";
    return String.join(", ", tempo, mode, light, loud);
  }

  /** Lines of an m3u8 file that a person can edit. */
  public static List<String> m3u8(String heading, List<TrackFacts> tracks) {
    List<String> lines = new ArrayList<>();
    lines.add("#EXTM3U");
    lines.add("# " + OneLine.of(heading));
    for (TrackFacts track : tracks) {
      lines.add(
          String.format(
              Locale.ROOT,
              "#EXTINF:%d,%s",
              track.duration().toSeconds(),
              OneLine.of(track.title())));
      lines.add(
          String.format(
              Locale.ROOT,
              "# energy %.2f, valence %.2f: %s",
              track.feel().energy(),
              track.feel().valence(),
              why(track)));
      lines.add(Locations.of(Locations.path(track.location())));
    }
    return lines;
  }
}
