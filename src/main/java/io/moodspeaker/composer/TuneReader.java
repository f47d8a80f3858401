package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Channel;
import io.moodspeaker.composer.synth.Instruments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the tunes' notation; each fault is told with its file, line, value and remedy. */
public final class TuneReader {
  private static final Set<String> OPTIONS =
      Set.of(
          "gain",
          "pan",
          "send",
          "echo",
          "chorus",
          "wobble",
          "lowpass",
          "highpass",
          "octave",
          "voices",
          "open",
          "gate",
          "strum",
          "loose");

  private final List<Tune> tunes = new ArrayList<>();
  private Map<String, String> about = new LinkedHashMap<>();
  private Map<String, String> header = about;
  private List<Part> parts = new ArrayList<>();
  private Map<String, Draft> drafts = new LinkedHashMap<>();
  private Draft draft = new Draft();

  private TuneReader() {}

  /** A section while it is read. */
  private static final class Draft {
    private double dynamics = 1;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Set<String> inherited = new java.util.HashSet<>();
  }

  /**
   * The bundled playlist with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static TuneList bundled(String name) {
    if (!TuneList.names().contains(name)) {
      throw new IllegalArgumentException(
          "no playlist is called '"
              + name
              + "'; use one of "
              + String.join(", ", TuneList.names()));
    }
    try (InputStream in = TuneReader.class.getResourceAsStream(name + ".tunes")) {
      return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + ".tunes", e);
    }
  }

  /**
   * A playlist from its text.
   *
   * @throws IllegalArgumentException if it breaks the notation
   */
  public static TuneList read(String name, String text) {
    TuneReader reader = new TuneReader();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        reader.line(line.strip());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ".tunes:" + number + ": " + e.getMessage(), e);
      }
    }
    try {
      reader.finish();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ".tunes:" + number + ": " + e.getMessage(), e);
    }
    return new TuneList(
        name,
        reader.about.getOrDefault("playlist", name),
        reader.about.getOrDefault("about", ""),
        reader.tunes);
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("//")) {
      return;
    }
    if (line.startsWith("= ")) {
      finish();
      header = new LinkedHashMap<>();
      header.put("title", line.substring(2).strip());
    } else if (line.startsWith("[")) {
      section(line);
    } else if (line.startsWith("part ")) {
      parts.add(part(line.substring(5)));
    } else if (line.contains("|")) {
      int stroke = line.indexOf('|');
      music(line.substring(0, stroke).strip(), line.substring(stroke));
    } else if (line.contains(":")) {
      int colon = line.indexOf(':');
      header.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    } else {
      throw new IllegalArgumentException(
          "'"
              + line
              + "' is no line of a tune; write '= Title', 'word: value', 'part …', '[A]' or"
              + " 'part | bars |'");
    }
  }

  /** Reads {@code [A]}, {@code [A' = A]} or {@code [B @0.8]}. */
  private void section(String line) {
    String inside = line.substring(1, line.lastIndexOf(']')).strip();
    draft = new Draft();
    int at = inside.indexOf('@');
    double dynamics = Double.NaN;
    if (at >= 0) {
      dynamics = number("@", inside.substring(at + 1));
      inside = inside.substring(0, at).strip();
    }
    int equals = inside.indexOf('=');
    if (equals >= 0) {
      Draft like = drafts.get(inside.substring(equals + 1).strip());
      if (like == null) {
        throw new IllegalArgumentException("'" + line + "' is like a section not yet written");
      }
      draft.dynamics = like.dynamics;
      draft.lines.putAll(like.lines);
      draft.inherited.addAll(like.lines.keySet());
      inside = inside.substring(0, equals).strip();
    }
    if (!Double.isNaN(dynamics)) {
      draft.dynamics = dynamics;
    }
    drafts.put(inside, draft);
  }

  /** A second line of a part goes on where the first ended; a line of {@code | off |} silences. */
  private void music(String part, String line) {
    if (!part.equals("chords") && parts.stream().noneMatch(p -> p.name().equals(part))) {
      throw new IllegalArgumentException("no part is called '" + part + "'; declare it first");
    }
    if (draft.inherited.remove(part)) {
      draft.lines.remove(part);
    }
    if (line.replace("|", "").strip().equals("off")) {
      draft.lines.remove(part);
    } else {
      check(part, line);
      draft.lines.merge(part, line, String::concat);
    }
  }

  /** Reads {@code lead: felt melody gain -2 octave 5}. */
  private static Part part(String text) {
    int colon = text.indexOf(':');
    String[] words = text.substring(colon + 1).strip().split("\\s+", -1);
    if (colon < 0 || words.length < 2 || words.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a part is 'part name: instrument role option value …', was '" + text + "'");
    }
    Instruments.named(words[0]);
    Part.Role role = role(words[1]);
    Map<String, Double> options = new HashMap<>();
    for (int i = 2; i < words.length; i += 2) {
      if (!OPTIONS.contains(words[i])) {
        throw new IllegalArgumentException(
            "a part has no option '"
                + words[i]
                + "'; use one of "
                + String.join(", ", OPTIONS.stream().sorted().toList()));
      }
      options.put(words[i], number(words[i], words[i + 1]));
    }
    Part.Touch touch =
        new Part.Touch(
            (int) value(options, "octave", octave(role)),
            (int) value(options, "voices", 4),
            value(options, "open", 0) > 0,
            value(options, "gate", 0.96),
            value(options, "strum", 0),
            value(options, "loose", 0.006));
    Channel channel =
        new Channel(
            value(options, "gain", gain(role)),
            value(options, "pan", 0),
            value(options, "send", role == Part.Role.BASS ? 0.02 : 0.2),
            value(options, "echo", 0),
            value(options, "chorus", 0),
            value(options, "wobble", 0),
            value(options, "lowpass", 0),
            value(options, "highpass", 0));
    return new Part(text.substring(0, colon).strip(), words[0], role, touch, channel);
  }

  private static Part.Role role(String word) {
    for (Part.Role role : Part.Role.values()) {
      if (role.name().equalsIgnoreCase(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "no role is called '" + word + "'; use melody, chords, bass or drums");
  }

  private static int octave(Part.Role role) {
    return switch (role) {
      case MELODY -> 5;
      case CHORDS -> 4;
      case BASS -> 2;
      case DRUMS -> 0;
    };
  }

  /** Where a part sits if the tune doesn't say: the melody leads, the rest supports. */
  private static double gain(Part.Role role) {
    return switch (role) {
      case MELODY -> 0;
      case CHORDS, BASS -> -6;
      case DRUMS -> -9;
    };
  }

  private static double value(Map<String, Double> options, String name, double otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  private static double number(String what, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " needs a number, was '" + text + "'", e);
    }
  }

  private void finish() {
    if (!header.containsKey("title")) {
      return;
    }
    Key key = Key.of(header.getOrDefault("key", ""));
    Map<String, Section> sections = new HashMap<>();
    drafts.forEach((title, written) -> sections.put(title, build(title, written, key)));
    List<Section> form = new ArrayList<>();
    for (String title : header.getOrDefault("form", "").split("\\s+", -1)) {
      Section section = sections.get(title);
      if (section == null) {
        throw new IllegalArgumentException(
            "the form of '"
                + header.get("title")
                + "' names '"
                + title
                + "'; its sections are "
                + String.join(", ", drafts.keySet()));
      }
      form.add(section);
    }
    Tune.Label label =
        new Tune.Label(
            header.get("title"),
            header.getOrDefault("genre", "Instrumental"),
            header.getOrDefault("about", ""),
            header("energy", 0.5),
            header("valence", 0.5));
    Tune.Meter meter =
        new Tune.Meter(
            header("tempo", 90),
            (int) header("beats", 4),
            header("swing", 0),
            header("shuffle", 0),
            header("ritard", 0.12));
    tunes.add(new Tune(label, meter, key, header("room", 1.8), parts, form));
    parts = new ArrayList<>();
    drafts = new LinkedHashMap<>();
    draft = new Draft();
  }

  private double header(String word, double otherwise) {
    String text = header.get(word);
    return text == null ? otherwise : number(word, text);
  }

  /** Reads a line only to find its faults where they stand. */
  private void check(String part, String line) {
    if (part.equals("chords")) {
      bars(line, Key.of(header.getOrDefault("key", "")));
    } else {
      Line.of(line);
    }
  }

  private static Section build(String title, Draft written, Key key) {
    String chords = written.lines.get("chords");
    if (chords == null) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "section [%s] needs a line 'chords | … |'", title));
    }
    Map<String, Line> lines = new HashMap<>();
    written.lines.forEach(
        (part, text) -> {
          if (!part.equals("chords")) {
            lines.put(part, Line.of(text));
          }
        });
    return new Section(title, written.dynamics, bars(chords, key), lines);
  }

  private static List<List<Chord>> bars(String chords, Key key) {
    List<List<Chord>> bars = new ArrayList<>();
    for (String bar : chords.split("\\|", -1)) {
      if (bar.strip().equals("%")) {
        bars.add(bars.get(bars.size() - 1));
      } else if (!bar.isBlank()) {
        bars.add(
            List.of(bar.strip().split("\\s+", -1)).stream().map(s -> Chord.of(s, key)).toList());
      }
    }
    return bars;
  }
}
