package io.moodspeaker.music;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Looks whether a web address is that of a list. Safe for use by several threads. */
public interface ListFetcher {
  /** Asks nobody: every address counts as a stream's. */
  ListFetcher NONE = address -> Optional.empty();

  /**
   * A list that was fetched.
   *
   * @param address where it was found in the end; relative entries begin there
   */
  @SuppressWarnings("ArrayRecordComponent") // It is read once, and nobody compares it.
  record RemoteList(URI address, byte[] content) {}

  /**
   * The list at an address; empty if the stream itself is there. Takes some seconds at most.
   *
   * @throws IOException if nobody answers there, or with an error
   */
  Optional<RemoteList> fetch(String address) throws IOException;
}
