package io.moodspeaker.app;

import io.moodspeaker.support.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The Camel context that runs the routes of one folder. Who starts it stops it. */
public final class RouteEngine implements AutoCloseable {
  /** A frame or change under way at stop is worth no longer wait: nobody will hear the answer. */
  private static final int STOP_SECONDS = 1;

  private final Main main = new Main();
  private final RouteFiles files;

  /**
   * An engine, not yet started.
   *
   * @param routes the folder of {@code *.camel.yaml} files
   * @param objects what components look for, and what bean references name; Camel tells its events
   *     to each that is an EventNotifier
   * @param properties what {@code {{placeholders}}} stand for, and Camel's own settings
   */
  public RouteEngine(Path routes, Map<String, Object> objects, Map<String, String> properties) {
    files = new RouteFiles(routes);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure()
        .withName("moodspeaker")
        .withRoutesIncludePattern("false")
        .withShutdownTimeout(STOP_SECONDS)
        .withShutdownSuppressLoggingOnTimeout(true)
        .withJmxEnabled(false);
    main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
    properties.forEach(main::addInitialProperty);
    objects.forEach(main::bind);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport support) {
            support
                .getCamelContext()
                .getCamelContextExtension()
                .addInterceptStrategy(new ErrorsAsExceptions());
          }
        });
  }

  /**
   * Starts all routes that can be started.
   *
   * @return what is wrong with the others
   */
  public List<Problem> start() throws Exception {
    main.start();
    return files.addTo(main.getCamelContext());
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
