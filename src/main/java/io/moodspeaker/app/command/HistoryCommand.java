package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.history.Recording;
import io.moodspeaker.history.ScoreSpan;
import io.moodspeaker.history.WeekSummary;
import io.moodspeaker.history.jfreechart.HistoryPlot;
import io.moodspeaker.history.sqlite.SqliteHistory;
import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What was kept of scores, moods and tracks with history = on. */
@Command(
    name = "history",
    description = "Export, plot, sum up or forget what was kept with history = on.",
    mixinStandardHelpOptions = true)
final class HistoryCommand {
  private static final String DAYS = "Only so many last days (default: ${DEFAULT-VALUE}).";

  @Spec private CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Use this setting in place of the configured one.")
  private Map<String, String> overrides = Map.of();

  private Path file() {
    return new Installation(InstallDir.find(), overrides)
        .reader()
        .readForStart()
        .orElseThrow(BadInputException::new)
        .config()
        .stateDir()
        .resolve(SqliteHistory.FILE);
  }

  private Recording last(int days) throws IOException {
    Numbers.atLeast("--days", 1, days);
    Path file = file();
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + " is not there; set history = on, and it is kept from the next start");
    }
    try (SqliteHistory history = SqliteHistory.open(file)) {
      return history.since(InstantSource.system().instant().minus(Duration.ofDays(days)));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** How it is written. */
  enum Format {
    CSV,
    JSON
  }

  @Command(name = "export", description = "Print all of it.", mixinStandardHelpOptions = true)
  int export(
      @Option(names = "--days", paramLabel = "DAYS", defaultValue = "3650", description = DAYS)
          int days,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "CSV",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format)
      throws IOException {
    Recording recording = last(days);
    out().print(format == Format.CSV ? csv(recording) : json(recording));
    out().flush();
    return 0;
  }

  private static String csv(Recording recording) {
    StringBuilder text = new StringBuilder("time,kind,what,count");
    Emotion.all().forEach(emotion -> text.append(',').append(emotion));
    text.append('\n');
    for (ScoreSpan span : recording.spans()) {
      text.append(span.begin()).append(",scores,,").append(span.count());
      for (double score : span.scores().toArray()) {
        text.append(String.format(Locale.ROOT, ",%.4f", score));
      }
      text.append('\n');
    }
    String empty = ",".repeat(1 + Emotion.all().size());
    recording
        .moods()
        .forEach(
            mood ->
                text.append(mood.time())
                    .append(",mood,")
                    .append(mood.what())
                    .append(empty)
                    .append('\n'));
    recording
        .tracks()
        .forEach(
            track ->
                text.append(track.time())
                    .append(",track,\"")
                    .append(track.what().replace("\"", "\"\""))
                    .append('"')
                    .append(empty)
                    .append('\n'));
    return text.toString();
  }

  private static String json(Recording recording) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (ScoreSpan span : recording.spans()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("time", span.begin().toString());
      line.put("count", span.count());
      line.put(
          "scores",
          span.scores().toMap().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      score -> score.getKey().label(),
                      Map.Entry::getValue,
                      (a, b) -> a,
                      LinkedHashMap::new)));
      lines.add(line);
    }
    recording
        .moods()
        .forEach(mood -> lines.add(Map.of("time", mood.time().toString(), "mood", mood.what())));
    recording
        .tracks()
        .forEach(
            track -> lines.add(Map.of("time", track.time().toString(), "track", track.what())));
    return JsonMapper.shared().writeValueAsString(lines) + "\n";
  }

  @Command(
      name = "plot",
      description = "Draw the scores as a PNG.",
      mixinStandardHelpOptions = true)
  int plot(
      @Option(names = "--days", paramLabel = "DAYS", defaultValue = "1", description = DAYS)
          int days,
      @Parameters(paramLabel = "FILE.png", description = "Where to.") Path file)
      throws IOException {
    Recording recording = last(days);
    if (Files.isRegularFile(file)) {
      Given.png("FILE.png", file);
    }
    try (OutputStream to = Files.newOutputStream(file)) {
      HistoryPlot.write(recording, to);
    }
    out().println(file);
    return 0;
  }

  @Command(
      name = "summary",
      description = "Sum up the last week: what was seen on each day, and what played most.",
      mixinStandardHelpOptions = true)
  int summary(
      @Option(names = "--days", paramLabel = "DAYS", defaultValue = "7", description = DAYS)
          int days)
      throws IOException {
    out().print(WeekSummary.of(last(days), ZoneId.systemDefault()));
    out().flush();
    return 0;
  }

  @Command(
      name = "forget",
      description = "Delete all of it, in the running daemon's memory too.",
      mixinStandardHelpOptions = true)
  int forget() throws IOException {
    try {
      DaemonClient.of(InstallDir.find().root(), System.getenv(), overrides)
          .post("/api/v1/history/forget", "text/plain", "");
    } catch (DaemonClient.RefusedException refused) {
      throw new BadInputException(refused.getMessage());
    } catch (IOException notRunning) {
      // The file is all there is.
    }
    Path file = file();
    if (Files.isRegularFile(file)) {
      try (SqliteHistory history = SqliteHistory.open(file)) {
        history.forget(Instant.MAX);
      }
    }
    out().println("all history is forgotten");
    return 0;
  }
}
