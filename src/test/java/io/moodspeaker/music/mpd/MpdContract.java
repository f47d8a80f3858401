package io.moodspeaker.music.mpd;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayerContract;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.local.Players;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every player does, done by one that plays on a real MPD server. */
abstract class MpdContract extends PlayerContract {
  @TempDir Path folder;

  MpdServer server;
  MpdPlayer player;

  /** How the player reaches the server. */
  abstract MpdAddress address();

  /** What the player is told of the server's music directory. */
  abstract Optional<Path> told();

  @BeforeEach
  void start() throws IOException {
    server = new MpdServer(folder, "software");
    Files.createDirectories(music());
    player = open(Duration.ZERO);
  }

  MpdPlayer open(Duration crossfade) {
    return new MpdPlayer(
        address(),
        Players.READER,
        Players.settings(50, VolumeCeiling.of(90), crossfade),
        told(),
        new Random(1));
  }

  @AfterEach
  void stop() {
    if (player != null) {
      player.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected MusicPlayer player() {
    return player;
  }

  @Override
  protected PlayerState memory() {
    return player.memory();
  }

  @Override
  protected void restart(PlayerState memory) {
    player.close();
    player = open(Duration.ZERO);
    player.restore(memory);
  }
}
