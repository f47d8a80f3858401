package io.moodspeaker.care;

import io.moodspeaker.care.SadnessTrend.Day;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept for care: for each day how many faces were read, and how sad they looked. One line a
 * day, {@code 2026-11-21 TAB 5120 TAB 812.4}, and one that says when somebody was last told.
 */
final class CareDiary {
  /** Its name in the state folder. */
  static final String FILE = "care.tsv";

  private static final int KEPT_DAYS = 60;
  private static final String TOLD = "told";

  private final Path file;
  private final TreeMap<LocalDate, Day> days = new TreeMap<>();
  private Optional<LocalDate> told = Optional.empty();
  private boolean changed;

  private CareDiary(Path file) {
    this.file = file;
  }

  /** The diary in a state folder; a line that can't be read is left out. */
  static CareDiary open(Path stateDir) throws IOException {
    CareDiary diary = new CareDiary(stateDir.resolve(FILE));
    if (Files.exists(diary.file)) {
      TextFile.smallText(diary.file).lines().forEach(line -> diary.read(line.split("\t")));
    }
    return diary;
  }

  private void read(String[] fields) {
    try {
      if (fields.length == 2 && fields[0].equals(TOLD)) {
        told = Optional.of(LocalDate.parse(fields[1]));
      } else if (fields.length == 3) {
        LocalDate date = LocalDate.parse(fields[0]);
        days.put(date, new Day(date, Long.parseLong(fields[1]), Double.parseDouble(fields[2])));
      }
    } catch (DateTimeException | NumberFormatException damaged) {
      // A day less.
    }
  }

  void add(LocalDate date, double sadness) {
    days.merge(
        date,
        new Day(date, 1, sadness),
        (a, b) -> new Day(date, a.frames() + b.frames(), a.sadness() + b.sadness()));
    days.headMap(date.minusDays(KEPT_DAYS)).clear();
    changed = true;
  }

  List<Day> days() {
    return new ArrayList<>(days.values());
  }

  Optional<LocalDate> told() {
    return told;
  }

  void told(LocalDate date) throws IOException {
    told = Optional.of(date);
    changed = true;
    save();
  }

  void save() throws IOException {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder();
    days.values()
        .forEach(
            day ->
                text.append(
                    String.format(
                        Locale.ROOT, "%s\t%d\t%.2f%n", day.date(), day.frames(), day.sadness())));
    told.ifPresent(date -> text.append(TOLD).append('\t').append(date).append('\n'));
    AtomicFile.write(file, text.toString());
    changed = false;
  }

  void forget() throws IOException {
    days.clear();
    told = Optional.empty();
    changed = false;
    Files.deleteIfExists(file);
  }
}
