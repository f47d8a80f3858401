package io.moodspeaker.app;

import io.moodspeaker.app.GroupReport.Attendee;
import io.moodspeaker.app.GroupReport.Change;
import io.moodspeaker.app.GroupReport.Moment;
import io.moodspeaker.app.GroupReport.Span;
import io.moodspeaker.model.Mood;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report in words, as CSV and as a page. */
public final class GroupReportText {
  /** What whoever makes a report has to know. */
  public static final String NOTICE =
      "Only for people who have all agreed. In the EU a system that infers emotions is forbidden"
          + " at work and in schools (AI Act, Article 5(1)(f)), whoever has agreed.";

  private static final int WIDTH = 760;
  private static final int ROW = 26;
  private static final int NAMES = 120;
  private static final int CURVE = 140;

  private final GroupReport report;

  public GroupReportText(GroupReport report) {
    this.report = report;
  }

  /** Lines for people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(Locale.ROOT, "%s looked at, %d there%n", time(report.length()), count()));
    for (Attendee one : report.attendees()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-12s there %s; engagement %d (looks at the camera %.0f %%, eyes open %.0f %%)%n",
              one.name(),
              one.present().stream().map(GroupReportText::words).collect(Collectors.joining(", ")),
              one.engagement(),
              100 * one.looking(),
              100 * one.eyesOpen()));
      for (Change change : one.changes()) {
        if (change.mood() != Mood.ABSENT) {
          out.append(
              String.format(Locale.ROOT, "%-12s   %s %s%n", "", time(change.at()), change.mood()));
        }
      }
    }
    moods()
        .forEach(
            (mood, share) ->
                out.append(
                    String.format(
                        Locale.ROOT, "%-12s %.0f %% of all that was shown%n", mood, 100 * share)));
    return out.toString();
  }

  private int count() {
    return report.attendees().size();
  }

  private static String words(Span span) {
    return time(span.from()) + " to " + time(span.to());
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  /** What share each mood had of all faces in all frames, the greatest first. */
  private Map<Mood, Double> moods() {
    Map<Mood, Integer> sums = new TreeMap<>();
    report
        .moments()
        .forEach(m -> m.moods().forEach((mood, n) -> sums.merge(mood, n, Integer::sum)));
    double all = Math.max(1, sums.values().stream().mapToInt(Integer::intValue).sum());
    Map<Mood, Double> shares = new java.util.LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(Map.Entry.<Mood, Integer>comparingByValue().reversed())
        .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
    return shares;
  }

  /** A line for each time of presence and each change: {@code who,what,from,to,value}. */
  public String csv() {
    List<String> lines = new ArrayList<>(List.of("who,what,from,to,value"));
    for (Attendee one : report.attendees()) {
      String name = quoted(one.name());
      for (Span span : one.present()) {
        lines.add(
            String.format(Locale.ROOT, "%s,present,%.1f,%.1f,", name, span.from(), span.to()));
      }
      for (Change change : one.changes()) {
        if (change.mood() != Mood.ABSENT) {
          lines.add(
              String.format(Locale.ROOT, "%s,mood,%.1f,,%s", name, change.at(), change.mood()));
        }
      }
      lines.add(
          String.format(
              Locale.ROOT, "%s,engagement,0.0,%.1f,%d", name, report.length(), one.engagement()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** A page of its own, with the plots in it. */
  public String html() {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Report</title>
        <meta name="viewport" content="width=device-width">
        <style>body{font:16px system-ui;margin:2em auto;max-width:800px;color:#222}
        table{border-collapse:collapse}td,th{padding:.3em .8em;text-align:left;border-bottom:1px solid #ddd}
        svg{max-width:100%%;height:auto}.note{background:#fff4d6;padding:.6em}</style></head><body>
        <h1>Report</h1><p class="note">%s</p>
        <h2>Who was there</h2>%s
        <table><tr><th>who</th><th>there</th><th>engagement</th><th>looks at the camera</th><th>eyes open</th></tr>
        %s</table>
        <h2>Moods of the group</h2>%s<p>%s</p>
        </body></html>
        """
        .formatted(NOTICE, presence(), rows(), curve(), legend());
  }

  private String rows() {
    return report.attendees().stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%s</td><td>%d</td><td>%.0f %%</td><td>%.0f %%</td></tr>",
                    escaped(one.name()),
                    one.present().stream()
                        .map(GroupReportText::words)
                        .collect(Collectors.joining(", ")),
                    one.engagement(),
                    100 * one.looking(),
                    100 * one.eyesOpen()))
        .collect(Collectors.joining("\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private double x(double seconds) {
    return NAMES + (WIDTH - NAMES) * seconds / Math.max(1, report.length());
  }

  /** A row for each, coloured by what was shown. */
  private String presence() {
    StringBuilder out = new StringBuilder();
    List<Attendee> all = report.attendees();
    out.append(svg(ROW * Math.max(1, all.size()) + 20));
    for (int i = 0; i < all.size(); i++) {
      Attendee one = all.get(i);
      out.append(
          String.format(
              Locale.ROOT, "<text x='0' y='%d'>%s</text>", i * ROW + 17, escaped(one.name())));
      for (Span span : one.present()) {
        Mood mood = Mood.UNSURE;
        double from = span.from();
        for (Change change : one.changes()) {
          if (change.at() > from && change.at() < span.to()) {
            out.append(bar(from, change.at(), i, mood));
            from = change.at();
          }
          mood = change.at() <= span.to() ? change.mood() : mood;
        }
        out.append(bar(from, span.to(), i, mood));
      }
    }
    out.append(axis(ROW * Math.max(1, all.size())));
    return out.append("</svg>").toString();
  }

  private String bar(double from, double to, int row, Mood mood) {
    return String.format(
        Locale.ROOT,
        "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'><title>%s</title></rect>",
        x(from),
        row * ROW + 3,
        Math.max(1, x(to) - x(from)),
        ROW - 6,
        colour(mood),
        mood);
  }

  /** What each mood's share was over time, one above the other. */
  private String curve() {
    StringBuilder out = new StringBuilder(svg(CURVE + 20));
    int most =
        Math.max(
            1,
            report.moments().stream()
                .mapToInt(m -> m.moods().values().stream().mapToInt(Integer::intValue).sum())
                .max()
                .orElse(1));
    List<Moment> moments = report.moments();
    // A column for each two pixels at most.
    int step = Math.max(1, moments.size() / ((WIDTH - NAMES) / 2));
    for (int i = 0; i < moments.size(); i += step) {
      Moment moment = moments.get(i);
      double next = i + step < moments.size() ? moments.get(i + step).at() : report.length();
      double y = CURVE;
      for (Map.Entry<Mood, Integer> part : moment.moods().entrySet()) {
        double height = CURVE * part.getValue() / (double) most;
        y -= height;
        out.append(
            String.format(
                Locale.ROOT,
                "<rect x='%.1f' y='%.1f' width='%.2f' height='%.1f' fill='%s'/>",
                x(moment.at()),
                y,
                Math.max(0.5, x(next) - x(moment.at())),
                height,
                colour(part.getKey())));
      }
    }
    return out.append(axis(CURVE)).append("</svg>").toString();
  }

  private static String svg(int height) {
    return "<svg viewBox='0 0 %d %d' width='%d' height='%d' font-family='sans-serif' font-size='13'>"
        .formatted(WIDTH, height, WIDTH, height);
  }

  private String axis(int y) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= 4; i++) {
      double at = report.length() * i / 4;
      out.append(
          String.format(
              Locale.ROOT,
              "<text x='%.1f' y='%d' text-anchor='%s'>%s</text>",
              x(at),
              y + 15,
              i == 4 ? "end" : "start",
              time(at)));
    }
    return out.toString();
  }

  private String legend() {
    return moods().entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "<span style='color:%s'>&#9632;</span> %s %.0f %%",
                    colour(entry.getKey()),
                    entry.getKey(),
                    100 * entry.getValue()))
        .collect(Collectors.joining(" &nbsp; "));
  }

  private static String colour(Mood mood) {
    Color colour = mood.emotion().map(Annotator::colour).orElse(new Color(180, 180, 180));
    return "#%06x".formatted(colour.getRGB() & 0xffffff);
  }
}
