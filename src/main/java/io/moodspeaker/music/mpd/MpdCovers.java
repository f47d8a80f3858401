package io.moodspeaker.music.mpd;

import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Track;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Covers as an MPD server has them, within a track or beside it. Safe for use by several threads.
 */
public final class MpdCovers {
  private static final Logger LOG = LoggerFactory.getLogger(MpdCovers.class);

  private final MpdAddress address;
  private final MpdNames names;

  /**
   * Covers of a server.
   *
   * @param music its music directory as this machine sees it
   */
  public MpdCovers(MpdAddress address, Optional<Path> music) {
    this.address = address;
    this.names = new MpdNames(address.isLocal(), music);
  }

  /** A track's cover; empty if the server has none. Takes some seconds at most. */
  public Optional<Cover> of(Track track) {
    try (MpdConnection mpd = new MpdConnection(address)) {
      String playing = mpd.send("currentsong").getOrDefault("file", "");
      String name = names.of(track).stream().findFirst().orElse(playing);
      for (String command : List.of("readpicture", "albumart")) {
        Optional<Cover> cover = read(mpd, command, name);
        if (cover.isPresent()) {
          return cover;
        }
      }
    } catch (IOException e) {
      LOG.debug("no cover of {}", track.id(), e);
    }
    return Optional.empty();
  }

  private static Optional<Cover> read(MpdConnection mpd, String command, String name)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      int size;
      do {
        Map<String, String> piece = mpd.send(bytes, command, name, bytes.size());
        size = Integer.parseInt(piece.getOrDefault("size", "0"));
        if (piece.getOrDefault("binary", "0").equals("0")) {
          break;
        }
      } while (bytes.size() < size && size <= Cover.MOST_BYTES);
    } catch (MpdConnection.Refused e) {
      LOG.debug("{} {}", command, name, e); // It has none, or is too old to tell.
      return Optional.empty();
    } catch (NumberFormatException e) {
      throw new IOException("its answer is none", e);
    }
    return Cover.of(bytes.toByteArray());
  }
}
