package io.moodspeaker.alert.sqlite;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertStore;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.AtomicFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Alerts in a file that survives a loss of power: each change is on the disk before it returns.
 *
 * <p>A file that is damaged is put aside and a new one begun. Where the file can't be had or
 * written, nothing is stored and the log says so, once until it works again.
 */
public final class SqliteAlertStore implements AlertStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteAlertStore.class);

  /** Long enough for a backup's read, short enough for an alert to go out. */
  private static final int BUSY_MILLIS = 500;

  private static final String SCHEMA =
      """
      create table if not exists outbox (
        number integer primary key autoincrement, id text not null, channel text not null,
        mood text, since text not null, confidence real not null, message text not null,
        stored text not null, unique (id, channel));
      create table if not exists holds (
        mood text primary key, alert text not null, since text not null, due text not null,
        confidence real not null);
      create table if not exists raised (mood text primary key, time text not null);
      """;

  private final Path file;
  private Optional<Connection> connection = Optional.empty();
  private boolean told;

  private SqliteAlertStore(Path file) {
    this.file = file;
  }

  /** The store in a file, which is made where it is missing, with its folder. */
  public static AlertStore open(Path file) {
    SqliteAlertStore store = new SqliteAlertStore(file);
    store.attempt("opened", database -> Optional.empty());
    return store;
  }

  private interface Work<T> {
    T on(Connection database) throws SQLException;
  }

  /** Does something with the database; empty, and told, where that fails. */
  private synchronized <T> Optional<T> attempt(String what, Work<T> work) {
    try {
      if (connection.isEmpty()) {
        connection = Optional.of(connect());
      }
      Optional<T> result = Optional.of(work.on(connection.get()));
      told = false;
      return result;
    } catch (SQLException | IOException | LinkageError failed) {
      if (!told) {
        LOG.error(
            "alerts can't be {} in {} ({}); they go out all the same, but a restart loses those"
                + " that have not arrived",
            what,
            file,
            failed.getMessage());
        told = true;
      }
      if (isDamaged(failed)) {
        disconnect();
        putAside();
      }
      return Optional.empty();
    }
  }

  private Connection connect() throws SQLException, IOException {
    try {
      return connectOnce();
    } catch (SQLException failed) {
      if (!isDamaged(failed)) {
        throw failed;
      }
      putAside();
      return connectOnce();
    }
  }

  private Connection connectOnce() throws SQLException, IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      // It holds who was afraid when: nobody else's business.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException there) {
      // It keeps the permissions that it has.
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    Connection opened = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = opened.createStatement()) {
      statement.executeUpdate(SCHEMA);
      try (ResultSet check = statement.executeQuery("pragma quick_check")) {
        if (check.next() && !check.getString(1).equals("ok")) {
          throw new SQLiteException(check.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
        }
      }
      return opened;
    } catch (SQLException failed) {
      opened.close();
      throw failed;
    }
  }

  private static boolean isDamaged(Throwable failed) {
    return failed instanceof SQLiteException sqlite
        && (isCode(sqlite, SQLiteErrorCode.SQLITE_CORRUPT)
            || isCode(sqlite, SQLiteErrorCode.SQLITE_NOTADB));
  }

  private static boolean isCode(SQLiteException failed, SQLiteErrorCode code) {
    return (failed.getResultCode().code & 0xff) == code.code;
  }

  private void putAside() {
    try {
      LOG.error(
          "{} is damaged and was put aside as {}; a new one is begun",
          file,
          AtomicFile.putAside(file, "-wal", "-shm"));
    } catch (IOException stays) {
      LOG.error("{} is damaged and can't be put aside: {}; delete it", file, stays.toString());
    }
  }

  private void disconnect() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (SQLException gone) {
      LOG.warn("{} was not closed well: {}", file, gone.getMessage());
    }
    connection = Optional.empty();
  }

  @Override
  public List<Entry> entries() {
    return rows(
        "select id, channel, mood, since, confidence, message, stored from outbox"
            + " order by number",
        row ->
            new Entry(
                new Alert(
                    row.getString(1),
                    Optional.ofNullable(row.getString(3)).map(Mood::of),
                    Instant.parse(row.getString(4)),
                    row.getDouble(5),
                    row.getString(6)),
                row.getString(2),
                Instant.parse(row.getString(7))));
  }

  @Override
  public boolean add(Alert alert, String channel, Instant now) {
    return update(
        "insert into outbox (id, channel, mood, since, confidence, message, stored)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        alert.id(),
        channel,
        alert.mood().map(Mood::label).orElse(null),
        alert.since().toString(),
        alert.confidence(),
        alert.message(),
        now.toString());
  }

  @Override
  public void remove(Alert alert, String channel) {
    update("delete from outbox where id = ? and channel = ?", alert.id(), channel);
  }

  @Override
  public List<Hold> holds() {
    return rows(
        "select mood, alert, since, due, confidence from holds",
        row ->
            new Hold(
                Mood.of(row.getString(1)),
                row.getString(2),
                Instant.parse(row.getString(3)),
                Instant.parse(row.getString(4)),
                row.getDouble(5)));
  }

  @Override
  public void hold(Hold hold) {
    update(
        "insert or replace into holds (mood, alert, since, due, confidence) values (?, ?, ?, ?, ?)",
        hold.mood().label(),
        hold.alertId(),
        hold.since().toString(),
        hold.due().toString(),
        hold.confidence());
  }

  @Override
  public void drop(Mood mood) {
    update("delete from holds where mood = ?", mood.label());
  }

  @Override
  public Map<Mood, Instant> raised() {
    Map<Mood, Instant> times = new EnumMap<>(Mood.class);
    rows(
            "select mood, time from raised",
            row -> Map.entry(Mood.of(row.getString(1)), Instant.parse(row.getString(2))))
        .forEach(each -> times.put(each.getKey(), each.getValue()));
    return times;
  }

  @Override
  public void raised(Mood mood, Instant now) {
    update(
        "insert or replace into raised (mood, time) values (?, ?)", mood.label(), now.toString());
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** All rows that can be read; one with words of another version is left out, and told. */
  private <T> List<T> rows(String query, Row<T> reading) {
    return attempt(
            "read",
            database -> {
              List<T> all = new ArrayList<>();
              try (Statement statement = database.createStatement();
                  ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                  try {
                    all.add(reading.read(row));
                  } catch (DateTimeException | IllegalArgumentException unknown) {
                    LOG.error("{} holds an alert that can't be read: {}", file, unknown.toString());
                  }
                }
              }
              return all;
            })
        .orElse(List.of());
  }

  /** Changes rows; false, and told, where that failed. */
  private boolean update(String sql, Object... values) {
    return attempt(
            "stored",
            database -> {
              try (PreparedStatement statement = database.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                  statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
              }
            })
        .isPresent();
  }

  @Override
  public synchronized void close() {
    disconnect();
  }
}
