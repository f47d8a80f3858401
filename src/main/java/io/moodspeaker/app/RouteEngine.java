package io.moodspeaker.app;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
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

  @Override
  public void close() {
    main.stop();
  }
}
