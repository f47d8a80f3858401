package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what the running daemon tells as it happens, a line for each event. */
final class EventFollower {
  /** What is printed. */
  enum What {
    /** Moods, and what was done about them. */
    CHANGES,
    /** What each frame's faces show. */
    FACES
  }

  private static final int BAR = 20;

  private final PrintWriter out;
  private final Clock clock;
  private final What what;

  EventFollower(PrintWriter out, Clock clock, What what) {
    this.out = out;
    this.clock = clock;
    this.what = what;
  }

  /**
   * Prints until the daemon ends.
   *
   * @throws IOException if no daemon answers, or it lets nobody listen
   */
  void follow(DaemonClient daemon) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(daemon.uri("/api/v1/events"));
    daemon.authorization().ifPresent(value -> request.header("Authorization", value));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new IOException("the daemon answers " + response.statusCode() + " and tells nothing");
      }
      print(response.body().iterator());
    } catch (ConnectException refused) {
      throw new IOException(
          "no daemon answers at " + daemon.uri("/") + "; is it running?", refused);
    } catch (UncheckedIOException cutOff) {
      out.println(cutOff.getCause().getMessage());
    }
    out.println("the daemon has ended");
  }

  /** Prints the events of a stream of lines, as server-sent events have them. */
  void print(Iterator<String> lines) {
    String event = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        String text = text(event, line.substring("data: ".length()));
        if (!text.isEmpty()) {
          out.println(LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS) + "  " + text);
          out.flush();
        }
      }
    }
  }

  private String text(String event, String json) {
    JsonNode data;
    try {
      data = JsonMapper.shared().readTree(json);
    } catch (JacksonException spoilt) {
      return ""; // The next event may be whole.
    }
    return switch (event) {
      case "mood" ->
          shown(
              What.CHANGES,
              String.format(
                  Locale.ROOT,
                  "mood %s (%.2f) after %s %.0f s",
                  data.path("mood").asString(""),
                  data.path("confidence").asDouble(0),
                  data.path("from").asString(""),
                  data.path("held").asDouble(0)));
      case "outcome", "alert" ->
          shown(
              What.CHANGES,
              "  %s: %s%s"
                  .formatted(
                      data.path("answer").asString(""),
                      data.path("what").asString(""),
                      data.has("why") ? " (" + data.path("why").asString("") + ")" : ""));
      case "scores" ->
          what == What.FACES && data.path("faces").isEmpty()
              ? "nobody"
              : data.path("faces")
                  .valueStream()
                  .map(face -> shown(What.FACES, bars(face.path("scores"))))
                  .collect(Collectors.joining("   |   "));
      default -> "";
    };
  }

  private String shown(What kind, String text) {
    return kind == what ? text : "";
  }

  /** The three highest scores, each with a bar. */
  private static String bars(JsonNode scores) {
    return scores
        .propertyStream()
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<String, JsonNode> e) -> -e.getValue().asDouble(0)))
        .limit(3)
        .map(
            e -> {
              double share = Math.clamp(e.getValue().asDouble(0), 0, 1);
              String bar = "\u2588".repeat((int) Math.round(share * BAR));
              return String.format(Locale.ROOT, "%-9s %.2f %-" + BAR + "s", e.getKey(), share, bar);
            })
        .collect(Collectors.joining("  "));
  }
}
