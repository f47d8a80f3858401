package io.moodspeaker.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The Camel context that runs the routes of one folder. Who starts it stops it. */
public final class RouteEngine implements AutoCloseable {
  /** A frame or change under way at stop is worth no longer wait: nobody will hear the answer. */
  private static final int STOP_SECONDS = 1;

  private final Main main = new Main();

  /**
   * An engine, not yet started.
   *
   * @param routes the folder of {@code *.camel.yaml} files
   * @param components what the schemes of their URIs stand for
   * @param beans what their bean references name
   * @param properties what their {@code {{placeholders}}} stand for, and Camel's own settings
   */
  public RouteEngine(
      Path routes,
      Map<String, Component> components,
      Map<String, Object> beans,
      Map<String, String> properties) {
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure()
        .withName("moodspeaker")
        .withRoutesIncludePattern("file:" + routes + "/*.camel.yaml")
        .withShutdownTimeout(STOP_SECONDS)
        .withShutdownSuppressLoggingOnTimeout(true)
        .withJmxEnabled(false);
    main.configure().setStartupSummaryLevel(org.apache.camel.StartupSummaryLevel.Off);
    properties.forEach(main::addInitialProperty);
    beans.forEach(main::bind);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport support) {
            CamelContext context = support.getCamelContext();
            components.forEach(context::addComponent);
            context.getCamelContextExtension().addInterceptStrategy(new ErrorsAsExceptions());
          }
        });
  }

  /** Starts all routes. */
  public void start() throws Exception {
    main.start();
  }

  /** The running context. */
  public CamelContext context() {
    return main.getCamelContext();
  }

  /** The state of each circuit breaker in the routes by its id: {@code closed}, {@code open}. */
  public Map<String, String> breakers() {
    Map<String, String> states = new TreeMap<>();
    for (Route route : context().getRoutes()) {
      for (Processor step : route.filter("*")) {
        if (step instanceof ResilienceProcessor breaker) {
          states.put(breaker.getId(), breaker.getCircuitBreakerState().toLowerCase(Locale.ROOT));
        }
      }
    }
    return states;
  }

  @Override
  public void close() {
    main.stop();
  }
}
