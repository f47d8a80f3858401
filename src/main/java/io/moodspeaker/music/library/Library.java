package io.moodspeaker.music.library;

import io.moodspeaker.music.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The facts about a collection's tracks, in an SQLite file. Used by one thread. */
public final class Library implements AutoCloseable {
  private static final String TABLE =
      """
      create table if not exists measured (
        location text primary key,
        size integer not null,
        modified integer not null,
        title text not null,
        seconds real not null,
        lufs real,
        tempo real,
        mode real not null,
        brightness real not null,
        energy real not null,
        valence real not null
      )
      """;

  private final Connection connection;

  private Library(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a library's file, and makes it if it is not there.
   *
   * @throws IOException if it cannot be opened, or is no library
   */
  public static Library open(Path file) throws IOException {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma journal_mode=wal");
        statement.execute(TABLE);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new Library(connection);
    } catch (SQLException e) {
      throw new IOException("library " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Whether a file's facts are there and the file has not changed since. */
  public boolean knows(Path file) throws IOException {
    try (PreparedStatement query =
        connection.prepareStatement("select size, modified from measured where location = ?")) {
      query.setString(1, Locations.of(file));
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            && row.getLong(1) == Files.size(file)
            && row.getLong(2) == Files.getLastModifiedTime(file).toMillis();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Keeps a file's facts in place of those it had. */
  public void put(Path file, TrackFacts facts) throws IOException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert or replace into measured values (?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.setString(1, facts.location());
      insert.setLong(2, Files.size(file));
      insert.setLong(3, Files.getLastModifiedTime(file).toMillis());
      insert.setString(4, facts.title());
      insert.setDouble(5, facts.duration().toMillis() / 1000.0);
      set(insert, 6, facts.lufs());
      set(insert, 7, facts.tempo());
      insert.setDouble(8, facts.mode());
      insert.setDouble(9, facts.brightness());
      insert.setDouble(10, facts.feel().energy());
      insert.setDouble(11, facts.feel().valence());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void set(PreparedStatement statement, int at, OptionalDouble value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setDouble(at, value.getAsDouble());
    } else {
      statement.setNull(at, java.sql.Types.REAL);
    }
  }

  /** All tracks, in the order of their locations. */
  public List<TrackFacts> tracks() throws IOException {
    List<TrackFacts> tracks = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from measured order by location")) {
      while (row.next()) {
        tracks.add(
            new TrackFacts(
                row.getString("location"),
                row.getString("title"),
                Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)),
                number(row, "lufs"),
                number(row, "tempo"),
                row.getDouble("mode"),
                row.getDouble("brightness"),
                new Feel(row.getDouble("energy"), row.getDouble("valence"))));
      }
      return tracks;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static OptionalDouble number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Forgets tracks whose files are gone, or go by another name now, and tells how many. */
  public int forgetMissing() throws IOException {
    int forgotten = 0;
    for (TrackFacts facts : tracks()) {
      Path file = Locations.path(facts.location());
      if (!Files.exists(file) || !Locations.of(file).equals(facts.location())) {
        try (PreparedStatement delete =
            connection.prepareStatement("delete from measured where location = ?")) {
          delete.setString(1, facts.location());
          forgotten += delete.executeUpdate();
        } catch (SQLException e) {
          throw failure(e);
        }
      }
    }
    return forgotten;
  }

  private static IOException failure(SQLException e) {
    return new IOException("the library fails: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
