package io.moodspeaker.web.camel;

import io.moodspeaker.web.WebMetrics;
import io.moodspeaker.web.vertx.WebServer;
import java.util.function.BiConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/** Lets {@code platform-http:} routes listen on the guarded server. */
public final class CamelHttp {
  private static final long LARGEST_BODY = 256 * 1024L;

  private CamelHttp() {}

  /**
   * Puts what routes need into their registry.
   *
   * @param metrics told how long the routes' steps take
   * @param registry takes a name and an object
   */
  public static void bind(
      WebServer server, WebMetrics metrics, BiConsumer<String, Object> registry) {
    VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindPort(server.port());
    configuration.setMaxBodySize(LARGEST_BODY);
    configuration.getBodyHandler().setHandleFileUploads(false);
    VertxPlatformHttpServer platform = new VertxPlatformHttpServer(configuration);
    platform.setVertx(server.vertx());
    String name = VertxPlatformHttpRouter.getRouterNameFromPort(server.port());
    registry.accept("http-configuration", configuration);
    registry.accept(
        name, new VertxPlatformHttpRouter(platform, server.vertx(), server.router(), name));
    registry.accept("responseHeaders", new ResponseHeaders());
    registry.accept("api", new ApiReply());
    registry.accept("listeners", new Listeners(server.events()));
    registry.accept("health", new HealthReply());
    registry.accept("metrics", metrics);
    registry.accept("stage-times", new StageTimes(metrics));
  }
}
