package io.moodspeaker.history.sqlite;

import io.moodspeaker.history.HistoryNote;
import io.moodspeaker.history.HistoryStore;
import io.moodspeaker.history.Recording;
import io.moodspeaker.history.ScoreSpan;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.support.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/** A history in a file that only its owner may read. Safe for use by several threads. */
public final class SqliteHistory implements HistoryStore {
  /** The file in the state folder. */
  public static final String FILE = "history.db";

  private static final Logger LOG = LoggerFactory.getLogger(SqliteHistory.class);

  private static final List<String> NAMES = Emotion.all().stream().map(Emotion::label).toList();

  private final Connection connection;

  private SqliteHistory(Connection connection) {
    this.connection = connection;
  }

  /** Opens a file, made where there is none. */
  public static SqliteHistory open(Path file) throws IOException {
    try {
      return connect(file);
    } catch (SQLException failed) {
      throw unopened(file, failed);
    }
  }

  /** Opens a file, made where there is none; a damaged one is put aside, and a new one begun. */
  public static SqliteHistory openOrBegin(Path file) throws IOException {
    try {
      return connect(file);
    } catch (SQLException failed) {
      int code = failed.getErrorCode() & 0xff;
      if (code != SQLiteErrorCode.SQLITE_CORRUPT.code
          && code != SQLiteErrorCode.SQLITE_NOTADB.code) {
        throw unopened(file, failed);
      }
      LOG.error(
          "{} is damaged and was put aside as {}; a new one is begun",
          file,
          AtomicFile.putAside(file, "-wal", "-shm"));
      return open(file);
    }
  }

  private static IOException unopened(Path file, SQLException failed) {
    return new IOException(
        file + " can't be opened: " + failed.getMessage() + "; move it away to begin anew", failed);
  }

  private static SqliteHistory connect(Path file) throws IOException, SQLException {
    AtomicFile.createFolder(file.toAbsolutePath().getParent());
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      statement.execute("pragma busy_timeout = 5000");
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma secure_delete = on");
      statement.execute(
          "create table if not exists spans (begin integer primary key, count integer not null, "
              + NAMES.stream()
                  .map(name -> name + " real not null")
                  .collect(Collectors.joining(", "))
              + ")");
      for (String table : List.of("moods", "tracks")) {
        statement.execute(
            "create table if not exists " + table + " (time integer not null, what text not null)");
        statement.execute("create index if not exists " + table + "_time on " + table + " (time)");
      }
      return new SqliteHistory(connection);
    } catch (IOException | SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public synchronized void add(Recording recording) throws IOException {
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement span =
          connection.prepareStatement(
              "insert or replace into spans values (?, ?" + ", ?".repeat(NAMES.size()) + ")")) {
        for (ScoreSpan each : recording.spans()) {
          span.setLong(1, each.begin().getEpochSecond());
          span.setInt(2, each.count());
          double[] scores = each.scores().toArray();
          for (int i = 0; i < scores.length; i++) {
            span.setDouble(3 + i, scores[i]);
          }
          span.addBatch();
        }
        span.executeBatch();
      }
      insert("moods", recording.moods());
      insert("tracks", recording.tracks());
      connection.commit();
    } catch (SQLException failed) {
      throw new IOException("the history can't be written: " + failed.getMessage(), failed);
    } finally {
      settle();
    }
  }

  private void settle() throws IOException {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failed) {
      throw new IOException("the history can't be written: " + failed.getMessage(), failed);
    }
  }

  private void insert(String table, List<HistoryNote> notes) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + table + " values (?, ?)")) {
      for (HistoryNote note : notes) {
        insert.setLong(1, note.time().toEpochMilli());
        insert.setString(2, note.what());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public synchronized Recording since(Instant begin) throws IOException {
    try {
      List<ScoreSpan> spans = new ArrayList<>();
      try (PreparedStatement query =
          connection.prepareStatement("select * from spans where begin >= ? order by begin")) {
        query.setLong(1, begin.getEpochSecond());
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            double[] scores = new double[NAMES.size()];
            for (int i = 0; i < scores.length; i++) {
              scores[i] = row.getDouble(3 + i);
            }
            spans.add(
                new ScoreSpan(
                    Instant.ofEpochSecond(row.getLong(1)),
                    EmotionScores.of(scores),
                    row.getInt(2)));
          }
        }
      }
      return new Recording(spans, notes("moods", begin), notes("tracks", begin));
    } catch (SQLException | IllegalArgumentException failed) {
      throw new IOException("the history can't be read: " + failed.getMessage(), failed);
    }
  }

  private List<HistoryNote> notes(String table, Instant begin) throws SQLException {
    List<HistoryNote> notes = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select time, what from " + table + " where time >= ? order by time")) {
      query.setLong(1, begin.toEpochMilli());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          notes.add(new HistoryNote(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)));
        }
      }
    }
    return notes;
  }

  @Override
  public synchronized void forget(Instant before) throws IOException {
    try (Statement statement = connection.createStatement()) {
      // Instant.MAX has more seconds than milliseconds fit a long.
      long seconds = Math.min(before.getEpochSecond(), Long.MAX_VALUE / 1000);
      statement.execute("delete from spans where begin < " + seconds);
      statement.execute("delete from moods where time < " + seconds * 1000);
      statement.execute("delete from tracks where time < " + seconds * 1000);
      statement.execute("pragma wal_checkpoint(truncate)");
    } catch (SQLException failed) {
      throw new IOException("the history can't be deleted: " + failed.getMessage(), failed);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new IOException(failed);
    }
  }
}
