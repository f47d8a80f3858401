package io.moodspeaker.composer;

import io.moodspeaker.composer.Bar.Played;
import io.moodspeaker.composer.synth.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Composes bar after bar without end, each for the style that is asked for then. The same seed and
 * the same styles give the same music. Used by one thread at a time.
 *
 * <p>Tempo, density, register and timbre move from bar to bar, a step at a time; mode, harmony and
 * players change where a phrase of four bars begins, or in its middle where another mode is called
 * for. The tonic stays through changes of mode, so that they are heard as a change of light.
 */
final class Composition {
  private static final int BEATS = 4;

  /** A bar is counted in sixteenths. */
  private static final int GRID = 16;

  private static final int PHRASE = 4;

  /** From one end to the other in four bars: no bar is much faster than the one before. */
  private static final double STEP = 0.25;

  /** A theme is heard so many phrases before another may come. */
  private static final int THEME = 4;

  private static final List<String> TONICS =
      List.of("C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F");

  private static final Map<String, List<String>> PROGRESSIONS =
      Map.of(
          "phrygian",
          List.of("i II i i", "i i II vii", "i vii i II", "i II iv i"),
          "minor",
          List.of("i iv V i", "i VI iv V", "i iv i V", "i i iv V"),
          "dorian",
          List.of("i IV i v", "i v IV i", "i VII i v"),
          "mixolydian",
          List.of("I VII IV I", "I v IV I", "I IV I VII"),
          "major",
          List.of("I V I IV", "I vi IV V", "I IV I V", "I IV V I", "Imaj7 IV I V"));

  private final Random random;

  private Style now;
  private String mode = "";
  private int tonic;
  private Key key;
  private List<Chord> chords = List.of();
  private int bar;
  private int phrase;
  private Players players;

  /** The rhythm and the steps of a theme of two bars, by sixteenths; null where nothing begins. */
  private Integer[] theme = {};

  private List<Integer> voices = List.of();
  private int place;

  /** Who plays during a phrase. */
  private record Players(String pad, String bass, String figure, String melody) {
    static Players of(Style style) {
      boolean dark = style.valence() < 0.36;
      boolean bright = style.valence() > 0.6;
      if (style.energy() < 0.36) {
        return new Players(
            dark ? "haze" : "warm", "upright", dark ? "harp" : "kalimba", dark ? "cello" : "flute");
      }
      if (style.energy() < 0.7) {
        return new Players(
            "warm",
            "upright",
            dark ? "koto" : bright ? "marimba" : "nylon",
            dark ? "clarinet" : bright ? "glockenspiel" : "vibraphone");
      }
      return new Players(
          dark ? "strings" : "bright",
          dark ? "synthbass" : "electricbass",
          dark ? "steel" : "uke",
          dark ? "lead" : "steelpan");
    }
  }

  /**
   * A composition.
   *
   * @param style what it begins with
   */
  Composition(long seed, Style style) {
    random = new Random(seed);
    tonic = random.nextInt(TONICS.size());
    now = style;
  }

  /** The next bar, on the way to a style. */
  Bar next(Style target) {
    now = now.towards(target, STEP);
    boolean half = bar % 2 == 0 && !target.mode().equals(mode);
    if (bar % PHRASE == 0 || half) {
      begin(target);
    }
    double seconds = 60 * BEATS / now.tempo();
    Chord chord = chords.get(bar % PHRASE);
    voices = Voicing.of(chord, voices, now.register() - 10, 4, now.energy() < 0.4);
    List<Played> parts = new ArrayList<>();
    parts.add(new Played(players.pad(), -6, 0.35, pad(seconds)));
    parts.add(new Played(players.bass(), -6, 0.03, bass(chord, seconds)));
    parts.add(new Played(players.figure(), -5, 0.25, figure(seconds)));
    parts.add(new Played(players.melody(), -1, 0.3, melody(chord, seconds)));
    if (now.energy() > 0.42) {
      parts.add(new Played("drums", -13 + 12 * (now.energy() - 0.42), 0.12, drums(seconds)));
    }
    bar++;
    return new Bar(seconds, now, TONICS.get(tonic) + " " + mode, parts);
  }

  private void begin(Style target) {
    if (!target.mode().equals(mode)) {
      bar = 0;
    } else if (phrase % (4 * THEME) == 0) {
      // A fifth up or down: all notes but one are the same.
      tonic = Math.floorMod(tonic + (random.nextBoolean() ? 1 : -1), TONICS.size());
    }
    if (phrase % THEME == 0 || theme.length == 0) {
      compose(target);
    }
    mode = target.mode();
    key = Key.of(TONICS.get(tonic) + " " + mode);
    List<String> all = PROGRESSIONS.get(mode);
    chords =
        List.of(all.get(random.nextInt(all.size())).split(" ", -1)).stream()
            .map(symbol -> Chord.of(symbol, key))
            .toList();
    players = Players.of(target);
    phrase++;
  }

  /** A theme: where its notes begin, and the steps from one to the next. */
  private void compose(Style style) {
    theme = new Integer[2 * GRID];
    int grain = style.energy() < 0.3 ? 4 : 2;
    for (int i = 0; i < theme.length; i += grain) {
      double wanted = i % GRID == 0 ? 1 : i % 4 == 0 ? style.density() : 0.7 * style.density();
      // A phrase breathes at its end.
      if (i < theme.length - 4 && random.nextDouble() < wanted) {
        theme[i] = random.nextInt(7) < 5 ? random.nextInt(3) - 1 : random.nextInt(7) - 3;
      }
    }
  }

  private List<Note> pad(double seconds) {
    List<Note> notes = new ArrayList<>();
    for (int pitch : voices.subList(1, voices.size())) { // The bass has the lowest.
      notes.add(new Note(0, seconds, pitch, 0.45 + 0.3 * now.energy()));
    }
    return notes;
  }

  private List<Note> bass(Chord chord, double seconds) {
    int lowest = 31; // G1: what small loudspeakers still hint at.
    int root = lowest + Math.floorMod(chord.bass() - lowest, 12);
    int every = now.energy() < 0.3 ? 16 : now.energy() < 0.55 ? 8 : now.energy() < 0.75 ? 4 : 2;
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < GRID; i += every) {
      boolean fifth = every < 16 && i % 8 == 8 - every && i > 0 && random.nextBoolean();
      notes.add(note(i, every * 0.9, seconds, root + (fifth ? 7 : 0), i == 0 ? 0.75 : 0.6));
    }
    return notes;
  }

  /** The chord's notes one by one. */
  private List<Note> figure(double seconds) {
    List<Note> notes = new ArrayList<>();
    int every = now.energy() < 0.35 ? 4 : 2;
    for (int i = 0; i < GRID; i += every) {
      if (random.nextDouble() < (i % 4 == 0 ? 0.95 : now.density())) {
        int step = i / every + bar;
        int pitch = voices.get(step % voices.size()) + (step % 7 == 3 ? 12 : 0);
        notes.add(note(i, every * 1.5, seconds, pitch, i % 4 == 0 ? 0.6 : 0.48));
      }
    }
    return notes;
  }

  /** The theme on the present chord: its strong notes are the chord's, the others lead on. */
  private List<Note> melody(Chord chord, double seconds) {
    int from = bar % 2 * GRID;
    int centre = now.register();
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < GRID; i++) {
      Integer step = theme[from + i];
      if (step == null) {
        continue;
      }
      int end = i + 1;
      while (end < GRID && theme[from + end] == null && end < i + 8) {
        end++;
      }
      place += step;
      int pitch = pitch(centre);
      if (i % 8 == 0) {
        pitch = nearest(chord, pitch);
      }
      notes.add(note(i, (end - i) * 0.95, seconds, pitch, i % 4 == 0 ? 0.72 : 0.6));
    }
    return notes;
  }

  /** The pitch of the present degree; a line that has left the register turns back. */
  private int pitch(int centre) {
    int pitch = 60 + key.tonic() + key.semitones(1 + place);
    while (pitch > centre + 9) {
      place -= 7;
      pitch -= 12;
    }
    while (pitch < centre - 7) {
      place += 7;
      pitch += 12;
    }
    return pitch;
  }

  private static int nearest(Chord chord, int pitch) {
    for (int away = 0; away < 7; away++) {
      for (int side : new int[] {away, -away}) {
        if (chord.tones().contains(Math.floorMod(pitch + side, 12))) {
          return pitch + side;
        }
      }
    }
    return pitch;
  }

  private List<Note> drums(double seconds) {
    boolean driving = now.energy() > 0.68;
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < GRID; i += 2) {
      if (i % 8 == 0) {
        notes.add(note(i, 1, seconds, driving ? 'k' : 'u', 0.75));
      } else if (i % 8 == 4) {
        notes.add(note(i, 1, seconds, driving ? 's' : 'b', 0.65));
      }
      if (random.nextDouble() < now.density()) {
        notes.add(note(i, 1, seconds, driving ? 'h' : 'p', i % 4 == 0 ? 0.5 : 0.38));
      }
    }
    return notes;
  }

  /** A note as a person plays it: never quite on the grid, no two alike. */
  private Note note(int at, double length, double bar, double pitch, double velocity) {
    double start = Math.max(0, bar * at / GRID + 0.006 * random.nextGaussian());
    double strength = velocity * (0.75 + 0.35 * now.energy()) + 0.03 * random.nextGaussian();
    return new Note(
        start, Math.max(0.04, bar * length / GRID), pitch, Math.clamp(strength, 0.1, 1));
  }
}
