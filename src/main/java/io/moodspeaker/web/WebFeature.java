package io.moodspeaker.web;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Events;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.Secret;
import io.moodspeaker.web.camel.CamelHttp;
import io.moodspeaker.web.vertx.EventStream;
import io.moodspeaker.web.vertx.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: the page, and what {@code platform-http:} routes answer. */
public final class WebFeature implements Feature {
  /** The address on which it listens. */
  public static final Setting<String> HOST =
      new Setting<>(
          "http.host",
          "127.0.0.1",
          Setting.Kind.START,
          WebFeature::host,
          "The address on which the page and the API are served. Anything but this machine's own"
              + " 127.0.0.1 lets others in, who then need http.token.");

  /** The port on which it listens; 0 for any that is free. */
  public static final Setting<Integer> PORT =
      Setting.integer(
          "http.port", 8780, 0, 65535, "The port on which the page and the API are served.");

  /** The token that requests must carry. */
  public static final Setting<Secret> TOKEN =
      Setting.secret(
              "http.token",
              "What whoever uses the page or the API from elsewhere must know. Where http.host lets"
                  + " others in and none is set, one is made and kept in the state folder.")
          .live();

  /** Whether the page shows the camera's picture. */
  public static final Setting<String> LIVE =
      Setting.oneOf(
          "web.live",
          List.of("off", "on"),
          "Whether the page may show the camera's picture: off or on. It is sent from memory to"
              + " whoever may use the page, and kept nowhere.");

  /** What a page needs at once is a dozen; 1,000 leave room for scripts. */
  private static final int BURST = 1000;

  private static final int PER_SECOND = 100;

  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  private final WebMetrics metrics = new WebMetrics();
  private volatile Secret token = Secret.NONE;
  private String live = "off";
  private WebServer server;
  private List<Events.Subscription> heard = List.of();

  private static String host(String text) {
    boolean number = text.matches("[0-9.]+");
    boolean fits =
        number
            ? text.matches("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}")
            : text.matches("[\\p{Alnum}._:%-]+");
    if (!fits) {
      throw new IllegalArgumentException(
          "must be an address or a name of this machine, as in 127.0.0.1 or 0.0.0.0 for all");
    }
    return text;
  }

  @Override
  public String name() {
    return "web";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(HOST, PORT, TOKEN, LIVE);
  }

  @Override
  public void start(FeatureContext context) throws Exception {
    Config config = context.config();
    String host = config.get(HOST);
    token = token(config);
    server =
        WebServer.listen(
            host,
            config.get(PORT),
            new WebAccess(
                HostHeaderFilter.of(host),
                () -> token,
                new RequestRate(BURST, PER_SECOND, context.clock())));
    CamelHttp.bind(server, metrics, context::bind);
    context.bind("live", server.live(context.scheduler("live"), config.get(LIVE).equals("on")));
    live = config.get(LIVE);
    listen(context.events());
    LOG.info("page: http://{}:{}/", host, server.port());
  }

  @Override
  public void ready() {
    server.ready();
  }

  private void listen(Events events) {
    EventStream stream = server.events();
    heard =
        List.of(
            events.subscribe(Observation.class, seen -> stream.send("scores", EventJson.of(seen))),
            events.subscribe(
                MoodChange.class,
                change -> {
                  metrics.count("moods", "mood", change.mood().label());
                  stream.send("mood", EventJson.of(change));
                }),
            events.subscribe(
                Outcome.class,
                outcome -> {
                  metrics.count(
                      "outcomes",
                      "answer",
                      outcome.answer() + " " + outcome.result().name().toLowerCase(Locale.ROOT));
                  stream.send(
                      outcome.answer().equals("alert") ? "alert" : "outcome",
                      EventJson.of(outcome));
                }));
  }

  /** Nobody may come in from elsewhere without a token. */
  private static Secret token(Config config) throws IOException {
    Secret set = config.get(TOKEN);
    if (set.isSet() || AccessToken.isLoopback(config.get(HOST))) {
      return set;
    }
    Secret kept = AccessToken.kept(config.stateDir());
    LOG.warn(
        "http.host = {} lets others in: they need the token in {}; set http.token to choose it",
        config.get(HOST),
        config.stateDir().resolve(AccessToken.FILE));
    return kept;
  }

  @Override
  public void reload(Config saved) {
    Secret set = saved.get(TOKEN);
    if (set.isSet()) {
      token = set;
    }
  }

  @Override
  public Map<String, Object> status() {
    return server == null ? Map.of() : Map.of("port", server.port(), "live", live);
  }

  @Override
  public String words(Map<?, ?> status) {
    return "on port "
        + status.get("port")
        + (Boolean.TRUE.equals(status.get("live")) ? ", shows the live picture" : "");
  }

  @Override
  public void close() {
    heard.forEach(Events.Subscription::close);
    if (server != null) {
      server.close();
    }
  }
}
