package io.moodspeaker.alert.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.moodspeaker.Fault;
import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertDispatcher;
import io.moodspeaker.alert.AlertStore;
import io.moodspeaker.alert.FakeChannel;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SqliteAlertStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir private Path folder;
  private final Logger logger = (Logger) LoggerFactory.getLogger(SqliteAlertStore.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void unlisten() {
    logger.detachAppender(log);
  }

  private Path file() {
    return folder.resolve("alerts.db");
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Alert alert(int number) {
    return new Alert("id-" + number, Optional.of(Mood.FEAR), NOW, 0.8, "looks afraid");
  }

  /** Alerts go out whatever became of the file. */
  private void assertDelivers(AlertStore store) {
    FakeTime time = new FakeTime();
    FakeChannel channel = new FakeChannel("hook");
    AlertDispatcher dispatcher =
        new AlertDispatcher(store, AlertDispatcher.Settings.DEFAULT, name -> time, time, time);
    dispatcher.update(Map.of("webhook", channel));
    dispatcher.send(alert(1), List.of());
    dispatcher.send(alert(2), List.of());
    time.advance(Duration.ZERO);
    assertThat(channel.delivered()).extracting(Alert::id).containsExactly("id-1", "id-2");
  }

  @Test
  void what_is_stored_is_read_as_it_was() {
    Alert test = new Alert("id-2", Optional.empty(), NOW, 1, "a \"test\" — Grüße");
    AlertStore.Hold hold = new AlertStore.Hold(Mood.SADNESS, "id-3", NOW, NOW.plusSeconds(5), 0.5);
    try (AlertStore store = SqliteAlertStore.open(file())) {
      assertThat(store.add(alert(1), "webhook", NOW)).isTrue();
      assertThat(store.add(alert(1), "webhook", NOW)).as("the same again").isTrue();
      assertThat(store.add(test, "webhook:fear", NOW)).isTrue();
      store.hold(hold);
      store.raised(Mood.FEAR, NOW);
    }
    try (AlertStore store = SqliteAlertStore.open(file())) {
      assertThat(store.entries())
          .containsExactly(
              new AlertStore.Entry(alert(1), "webhook", NOW),
              new AlertStore.Entry(test, "webhook:fear", NOW));
      assertThat(store.holds()).containsExactly(hold);
      assertThat(store.raised()).isEqualTo(Map.of(Mood.FEAR, NOW));
      store.remove(alert(1), "webhook");
      store.drop(Mood.SADNESS);
      assertThat(store.entries()).hasSize(1);
      assertThat(store.holds()).isEmpty();
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void nobody_else_may_read_it() throws IOException {
    SqliteAlertStore.open(file()).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  @Fault(
      value = "alerts.db is no database",
      seen = "`is damaged and was put aside`",
      goesOn = "alerts go out",
      heals = "by itself: a new one is begun",
      within = "at the start")
  void a_file_that_is_no_database_is_put_aside_and_told() throws IOException {
    Files.writeString(file(), "this was never a database ".repeat(200));
    try (AlertStore store = SqliteAlertStore.open(file())) {
      assertDelivers(store);
      assertThat(store.add(alert(1), "webhook", NOW)).isTrue();
    }
    assertThat(lines()).singleElement().asString().contains("is damaged and was put aside as");
    assertThat(folder.resolve("alerts.db.damaged")).isRegularFile();
  }

  @Test
  @Fault(
      value = "alerts.db corrupt",
      seen = "`is damaged and was put aside`",
      goesOn = "alerts go out",
      heals = "by itself: a new one is begun",
      within = "at the start")
  void a_file_that_is_damaged_in_the_middle_is_put_aside_and_told() throws IOException {
    try (AlertStore store = SqliteAlertStore.open(file())) {
      for (int i = 0; i < 200; i++) {
        store.add(alert(i), "webhook", NOW);
      }
    }
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      byte[] noise = new byte[8192];
      java.util.Arrays.fill(noise, (byte) 0xa5);
      raw.seek(4096);
      raw.write(noise);
    }
    try (AlertStore store = SqliteAlertStore.open(file())) {
      assertDelivers(store);
    }
    assertThat(lines()).anyMatch(line -> line.contains("is damaged and was put aside as"));
  }

  @Test
  @Fault(
      value = "alerts.db locked by another program",
      seen = "told once",
      goesOn = "alerts go out",
      heals = "by itself, when it is free",
      within = "with the next alert")
  void a_file_that_another_program_locks_is_told_once_and_used_when_it_is_free() throws Exception {
    SqliteAlertStore.open(file()).close();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      other.createStatement().execute("begin exclusive");
      try (AlertStore store = SqliteAlertStore.open(file())) {
        assertDelivers(store);
        assertThat(lines()).singleElement().asString().contains("alerts can't be");
        other.createStatement().execute("rollback");
        assertThat(store.add(alert(3), "webhook", NOW)).isTrue();
      }
    }
  }

  @Test
  @Fault(
      value = "State folder read-only: alerts",
      seen = "told once",
      goesOn = "alerts go out, from memory",
      heals = "correct its permissions",
      within = "with the next start")
  void a_folder_that_can_not_be_written_is_told_and_alerts_go_out() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("state"), "a file");
    try (AlertStore store = SqliteAlertStore.open(noFolder.resolve("alerts.db"))) {
      assertDelivers(store);
    }
    assertThat(lines()).singleElement().asString().contains("alerts can't be opened in");
  }

  @Test
  @Fault(
      value = "Disk full: alerts",
      seen = "`alerts can't be stored`, once",
      goesOn = "alerts go out, from memory",
      heals = "make room",
      within = "at once")
  void a_full_disk_is_told_and_alerts_go_out() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor()
            == 0;
    assumeTrue(mounted, "SKIPPED: a small disk can't be mounted here; run as root");
    try (AlertStore store = SqliteAlertStore.open(disk.resolve("alerts.db"))) {
      for (int i = 0; i < 1000 && store.add(alert(i), "full", NOW); i++) {}
      assertThat(lines()).singleElement().asString().contains("alerts can't be stored");
      assertDelivers(store);
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }
}
