package io.moodspeaker.app;

import io.moodspeaker.config.Settings;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the settings are saved while the daemon runs: those of the Face server are
 * taken over, and the log names those that wait for the next start. Used by one thread.
 */
final class SettingsChange implements Consumer<Validated<Settings>> {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  private static final String LIVE = "azure.";

  private final Consumer<Settings.Azure> faceServer;
  private Settings last;

  /** A change from the settings that the daemon started with. */
  SettingsChange(Settings started, Consumer<Settings.Azure> faceServer) {
    this.last = started;
    this.faceServer = faceServer;
  }

  @Override
  public void accept(Validated<Settings> read) {
    List<Problem> problems = new ArrayList<>(read.problems());
    read.value().ifPresent(settings -> problems.addAll(SettingsCheck.problems(settings)));
    if (!problems.isEmpty()) {
      problems.forEach(problem -> LOG.warn("{}", problem));
      LOG.warn("{} has mistakes: the last good version stays", Settings.NAME);
      return;
    }
    Settings settings = read.value().orElseThrow();
    Set<String> live = new TreeSet<>(last.differences(settings));
    Set<String> waiting = new TreeSet<>(live);
    live.removeIf(key -> !key.startsWith(LIVE));
    waiting.removeAll(live);
    last = settings;
    if (!waiting.isEmpty()) {
      LOG.info("{} changed: takes effect at the next start", String.join(", ", waiting));
    }
    if (!live.isEmpty()) {
      faceServer.accept(settings.azure());
      LOG.info("{} changed and taken over", String.join(", ", live));
    }
  }
}
