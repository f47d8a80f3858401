package io.moodspeaker.emotion.azure;

import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FallbackRecognizer;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asking a server of the Azure Face contract, when the local model fails or is unsure. */
public final class AzureFeature implements Feature {
  public static final Setting<Optional<URI>> ENDPOINT =
      Setting.url(
              "azure.endpoint",
              "The address of a Face service, asked when the model fails. Nothing is sent unless"
                  + " this and a key are set.")
          .live();

  public static final Setting<Secret> KEY =
      Setting.secret(
              "azure.key",
              "The Face service's key. Better kept in a file that only the service can read, or handed"
                  + " over by systemd as the credential azure.key.")
          .live();

  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
              "azure.timeout", "5s", "100ms", "1min", "How long the Face service may take.")
          .live();

  public static final Setting<Boolean> ALLOW_HTTP =
      Setting.yesOrNo(
              "azure.allow-http",
              false,
              "Whether key and pictures may travel unencrypted to a Face service outside the house:"
                  + " no or yes.")
          .live();

  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  private final FallbackRecognizer recognizer = new FallbackRecognizer("azure");
  private String words = "";

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ENDPOINT, KEY, TIMEOUT, ALLOW_HTTP);
  }

  @Override
  public List<Problem> check(Config config) {
    List<Problem> problems = new ArrayList<>();
    config
        .get(ENDPOINT)
        .ifPresent(
            endpoint ->
                attempt(
                    () -> AzureSettings.checkEndpoint(endpoint, config.get(ALLOW_HTTP)),
                    ENDPOINT,
                    config,
                    problems));
    if (config.get(KEY).isSet()) {
      attempt(() -> AzureSettings.checkKey(config.get(KEY).reveal()), KEY, config, problems);
    }
    return problems;
  }

  private static void attempt(
      Runnable check, Setting<?> setting, Config config, List<Problem> problems) {
    try {
      check.run();
    } catch (IllegalArgumentException refused) {
      problems.add(config.problem(setting, "azure." + refused.getMessage()));
    }
  }

  @Override
  public List<Problem> refusals(Config config) {
    return check(config);
  }

  @Override
  public void start(FeatureContext context) {
    context.bind("emotion-azure", recognizer);
    take(context.config());
  }

  @Override
  public void reload(Config config) {
    take(config);
  }

  /** Asks as these settings say; where they are refused, as before, which check has told. */
  private synchronized void take(Config config) {
    if (!check(config).isEmpty()) {
      return;
    }
    Optional<AzureSettings> settings = settings(config);
    recognizer.update(settings.map(AzureFaceRecognizer::new));
    String now =
        settings
            .map(on -> "the Face server at " + on.endpoint())
            .orElse("off, as no Face server is configured");
    if (!now.equals(words)) {
      LOG.info("fallback: {}", now);
      words = now;
    }
  }

  private static Optional<AzureSettings> settings(Config config) {
    return AzureSettings.of(
        config.get(ENDPOINT).map(URI::toString).orElse(""),
        config.get(KEY).reveal(),
        config.get(TIMEOUT),
        config.get(ALLOW_HTTP));
  }

  /** Who asks the server that is configured, if one is; the caller closes it. */
  public static Optional<EmotionRecognizer> recognizer(Config config) {
    return settings(config).map(AzureFaceRecognizer::new);
  }

  @Override
  public Map<String, Object> status() {
    return Map.of("on", recognizer.isOn());
  }

  @Override
  public void close() {
    recognizer.close();
  }
}
