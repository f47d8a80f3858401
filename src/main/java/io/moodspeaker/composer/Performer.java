package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Instruments;
import io.moodspeaker.composer.synth.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays a tune's parts as a person would: with accents, a breath, and never quite on the grid. */
final class Performer {
  /** A moment of silence, so that the first stroke is not under the fade. */
  private static final double BREATH = 0.3;

  /** A bass in octave 2 goes down to G1, 49 Hz: what small loudspeakers still hint at. */
  private static final int LOWEST_BELOW_C = 5;

  private static final Pattern DEGREE = Pattern.compile("([b#]?)(\\d{1,2})([',]*)");

  private final Tune tune;
  private final Clock clock;

  Performer(Tune tune) {
    this.tune = tune;
    clock = new Clock(tune.meter(), tune.bars());
  }

  /** When a place in bars comes, in seconds. */
  private record Clock(Tune.Meter meter, int bars) {
    double seconds(double at) {
      double beats = swing(at * meter.beats());
      double slow = Math.max(0, beats - (bars - 2.0) * meter.beats());
      double slower = slow * slow / (4.0 * meter.beats()) * meter.ritard();
      return BREATH + (beats + slower) * 60 / meter.tempo();
    }

    private double swing(double beats) {
      double whole = Math.floor(beats + 1e-9);
      double eighths = late(beats - whole, meter.swing()) * 2;
      double eighth = Math.floor(eighths + 1e-9);
      return whole + (eighth + late(eighths - eighth, meter.shuffle())) / 2;
    }

    private static double late(double x, double by) {
      double middle = 0.5 + by / 2;
      return x < 0.5 ? x * 2 * middle : middle + (x - 0.5) * 2 * (1 - middle);
    }
  }

  /** How long the tune is until its last bar ends, in seconds. */
  double seconds() {
    return clock.seconds(tune.bars());
  }

  /** The notes of one part, in the order of their writing. */
  List<Note> play(Part part) {
    Random random = new Random(tune.seed() * 31 + part.name().hashCode());
    List<Note> notes = new ArrayList<>();
    List<Integer> voices = List.of();
    int start = 0;
    for (Section section : tune.form()) {
      Line line = section.lines().get(part.name());
      int bars = section.bars().size();
      for (int from = 0; line != null && from < bars; from += line.bars()) {
        for (Step step : line.steps()) {
          double at = from + step.at();
          if (at < bars - 1e-9) {
            double length = Math.min(step.length(), bars - at);
            if (step.sign().equals(Line.TIE)) {
              hold(notes, part, start + at + length);
              continue;
            }
            Chord chord = section.chord(at);
            if (part.role() == Part.Role.CHORDS) {
              voices = voices(part, chord, voices);
            }
            List<Double> pitches = pitches(part, section, at, step, voices);
            sound(part, section, step, pitches, start + at, length, random, notes);
          }
        }
      }
      start += bars;
    }
    return notes;
  }

  /** Lets the notes that started last sound on until a place in bars. */
  private void hold(List<Note> notes, Part part, double until) {
    double end = clock.seconds(until);
    int last = notes.size() - 1;
    for (int i = last; i >= 0 && notes.get(i).start() > notes.get(last).start() - 0.1; i--) {
      Note note = notes.get(i);
      double length = Math.max(note.length(), (end - note.start()) * part.touch().gate());
      notes.set(i, new Note(note.start(), length, note.pitch(), note.velocity()));
    }
  }

  private static List<Integer> voices(Part part, Chord chord, List<Integer> before) {
    Part.Touch touch = part.touch();
    return Voicing.of(chord, before, 12 * touch.octave() + 18, touch.voices(), touch.open());
  }

  private List<Double> pitches(
      Part part, Section section, double at, Step step, List<Integer> voices) {
    return switch (part.role()) {
      case MELODY -> degrees(part, step.sign());
      case CHORDS -> chord(step.sign(), voices);
      case BASS -> List.of(bass(part, section, at, step));
      case DRUMS -> drums(step.sign());
    };
  }

  private List<Double> degrees(Part part, String sign) {
    List<Double> pitches = new ArrayList<>();
    for (String each : sign.split("\\+", -1)) {
      Matcher match = DEGREE.matcher(each);
      if (!match.matches()) {
        throw unknown(part, sign, "a degree such as 5, b3, 1' or 7,");
      }
      int semitones = tune.key().semitones(Integer.parseInt(match.group(2)));
      int sharp = match.group(1).equals("b") ? -1 : match.group(1).equals("#") ? 1 : 0;
      for (char mark : match.group(3).toCharArray()) {
        semitones += mark == '\'' ? 12 : -12;
      }
      pitches.add(12.0 * (part.touch().octave() + 1) + tune.key().tonic() + semitones + sharp);
    }
    return pitches;
  }

  private static List<Double> chord(String sign, List<Integer> voices) {
    if (sign.equals("x")) {
      return voices.stream().map(Integer::doubleValue).toList();
    }
    List<Double> pitches = new ArrayList<>();
    for (int i = 0; i < sign.length(); i++) {
      int voice = sign.charAt(i) - '1';
      if (voice < 0 || voice > 8) {
        throw new IllegalArgumentException(
            "'" + sign + "' is no voice of a chord; use x or 1 to 9");
      }
      int octave = voice / voices.size();
      pitches.add(voices.get(voice % voices.size()) + 12.0 * octave);
    }
    return pitches;
  }

  private double bass(Part part, Section section, double at, Step step) {
    int lowest = 12 * (part.touch().octave() + 1) - LOWEST_BELOW_C;
    Chord chord = section.chord(at);
    int base = lowest + Math.floorMod(chord.bass() - lowest, 12);
    int place = List.of("3", "5", "7").indexOf(step.sign());
    if (step.sign().equals("1")) {
      return base;
    }
    if (step.sign().equals("8")) {
      return base + 12;
    }
    if (step.sign().equals("a")) {
      Chord next = section.chord((at + step.length()) % section.bars().size());
      int goal = lowest + Math.floorMod(next.bass() - lowest, 12);
      return goal > base ? goal - 1 : goal + 2;
    }
    if (place < 0) {
      throw unknown(part, step.sign(), "1, 3, 5, 7, 8 or a");
    }
    List<Integer> intervals = chord.intervals();
    int tone = chord.root() + intervals.get(Math.min(place + 1, intervals.size() - 1));
    return base + Math.floorMod(tone - base, 12);
  }

  private static List<Double> drums(String sign) {
    List<Double> letters = new ArrayList<>();
    for (int i = 0; i < sign.length(); i++) {
      char letter = sign.charAt(i);
      if (!Instruments.isDrum(letter)) {
        throw new IllegalArgumentException("no drum is called '" + letter + "'");
      }
      letters.add((double) letter);
    }
    return letters;
  }

  private IllegalArgumentException unknown(Part part, String sign, String remedy) {
    return new IllegalArgumentException(
        tune.label().title() + ": '" + sign + "' in part " + part.name() + " is not " + remedy);
  }

  private void sound(
      Part part,
      Section section,
      Step step,
      List<Double> pitches,
      double at,
      double length,
      Random random,
      List<Note> notes) {
    double shift = part.touch().loose() * Math.max(-2, Math.min(2, random.nextGaussian()));
    double start = Math.max(0, clock.seconds(at) + shift);
    double end = clock.seconds(at + length * part.touch().gate()) + shift;
    double stagger = pitches.size() > 1 ? part.touch().strum() / (pitches.size() - 1) : 0;
    for (int i = 0; i < pitches.size(); i++) {
      double velocity = velocity(part, section, step, at, pitches.get(i), random);
      double from = start + i * stagger;
      notes.add(new Note(from, Math.max(0.03, end - from), pitches.get(i), velocity));
    }
  }

  /** Strong beats are stronger, high notes sing, and no two strokes are the same. */
  private double velocity(
      Part part, Section section, Step step, double at, double pitch, Random random) {
    double beat = (at - Math.floor(at + 1e-9)) * tune.meter().beats();
    boolean onBeat = Math.abs(beat - Math.rint(beat)) < 1e-6;
    double velocity = 0.68 + 0.17 * step.accent() + 0.035 * random.nextGaussian();
    velocity += Math.abs(beat) < 1e-6 ? 0.06 : onBeat ? 0.0 : -0.06;
    if (part.role() == Part.Role.MELODY) {
      double middle = 12.0 * (part.touch().octave() + 1) + tune.key().tonic() + 4;
      velocity += Math.max(-0.1, Math.min(0.1, (pitch - middle) * 0.008));
    }
    return Math.max(0.08, Math.min(1, velocity * section.dynamics()));
  }
}
