package io.moodspeaker.systemd.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.moodspeaker.support.Urls;
import io.moodspeaker.systemd.Journal;

/**
 * A log line for whoever reads it: for the journal, each line with the priority prefix of
 * sd-daemon(3) and no time of its own; for people, with the time and the level.
 */
public final class JournalLayout extends LayoutBase<ILoggingEvent> {
  /** The logger's last name is enough: journalctl filters by priority, people by words. */
  private static final String MESSAGE = "%logger{0}: %msg%n%ex";

  private static final String HUMAN = "%d{HH:mm:ss.SSS} %-5level " + MESSAGE;

  private final PatternLayout pattern = new PatternLayout();
  private boolean journal = Journal.readsStandardError(System.getenv());

  /** Writes for the journal or for people, whatever reads standard error. */
  public void setJournal(boolean journal) {
    this.journal = journal;
  }

  @Override
  public void start() {
    pattern.setContext(getContext());
    pattern.setPattern(journal ? MESSAGE : HUMAN);
    pattern.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    // Whatever library wrote it: an address may hold a password.
    String text = Urls.withoutSecrets(pattern.doLayout(event));
    if (!journal) {
      return text;
    }
    String prefix = "<" + priority(event.getLevel()) + ">";
    StringBuilder lines = new StringBuilder(text.length() + 16);
    // journald makes an entry of each line, so each needs the prefix; empty ones are dropped.
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> lines.append(prefix).append(line).append('\n'));
    return lines.toString();
  }

  /** The syslog priority of a level. */
  private static int priority(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> 3;
      case Level.WARN_INT -> 4;
      case Level.INFO_INT -> 6;
      default -> 7;
    };
  }
}
