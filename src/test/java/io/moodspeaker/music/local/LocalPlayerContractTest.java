package io.moodspeaker.music.local;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayerContract;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.sink.SilentSink;
import io.moodspeaker.music.source.AudioSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class LocalPlayerContractTest extends PlayerContract {
  private static final FfmpegOpener FFMPEG = new FfmpegOpener();
  private static final AudioSources SOURCES =
      new AudioSources(List.of(new Mp3Opener(FFMPEG::tags), FFMPEG));

  @TempDir Path folder;

  private final LoudnessNormalizer leveler =
      new LoudnessNormalizer(SOURCES, new LoudnessCache(Optional.empty()));
  private LocalPlayer player = open();

  private LocalPlayer open() {
    return new LocalPlayer(
        Players.READER,
        SOURCES,
        new SilentSink(),
        leveler,
        Players.settings(50, VolumeCeiling.of(90), Duration.ZERO),
        new Random(1));
  }

  @AfterEach
  void close() {
    player.close();
    leveler.close();
  }

  @Override
  protected Path music() {
    return folder;
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
    player = open();
    player.restore(memory);
  }
}
