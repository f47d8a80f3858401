package io.moodspeaker.history;

import java.io.IOException;
import java.time.Instant;

/** Where a history outlives the daemon. Who opens it closes it. */
public interface HistoryStore extends AutoCloseable {
  /** Adds a recording, all of it or nothing. */
  void add(Recording recording) throws IOException;

  /** What began no earlier, oldest first. */
  Recording since(Instant begin) throws IOException;

  /** Deletes what began earlier, so that nothing of it is left in the file. */
  void forget(Instant before) throws IOException;

  @Override
  void close() throws IOException;
}
