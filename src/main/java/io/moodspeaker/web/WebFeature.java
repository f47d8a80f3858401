package io.moodspeaker.web;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.web.camel.CamelHttp;
import io.moodspeaker.web.vertx.WebServer;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: {@code platform-http:} routes listen on it. */
public final class WebFeature implements Feature {
  /** The address on which it listens. */
  public static final Setting<String> HOST =
      Setting.text(
          "http.host",
          "127.0.0.1",
          "The address on which the status is served. Whoever reaches it can control the speaker.");

  /** The port on which it listens; 0 for any that is free. */
  public static final Setting<Integer> PORT =
      Setting.integer("http.port", 8780, 0, 65535, "The port on which the status is served.");

  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  private WebServer server;

  @Override
  public String name() {
    return "web";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(HOST, PORT);
  }

  @Override
  public void start(FeatureContext context) throws Exception {
    Config config = context.config();
    server = WebServer.listen(config.get(HOST), config.get(PORT));
    CamelHttp.bind(server, context::bind);
    LOG.info("status: http://{}:{}/api/status", config.get(HOST), server.port());
  }

  @Override
  public Map<String, Object> status() {
    return server == null ? Map.of() : Map.of("port", server.port());
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
