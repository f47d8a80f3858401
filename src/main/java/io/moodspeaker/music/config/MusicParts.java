package io.moodspeaker.music.config;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayerSettings;
import io.moodspeaker.music.PlaylistSource;
import io.moodspeaker.music.composed.ComposedOpener;
import io.moodspeaker.music.control.Covers;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.javasound.JavaSoundCards;
import io.moodspeaker.music.library.Feel;
import io.moodspeaker.music.local.LocalPlayer;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.mpd.MpdAddress;
import io.moodspeaker.music.mpd.MpdCovers;
import io.moodspeaker.music.mpd.MpdPlayer;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.playlist.Podcasts;
import io.moodspeaker.music.sink.AudioSinks;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.music.source.StreamOpener;
import io.moodspeaker.music.subsonic.SubsonicPlaylists;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what plays music out of what the configuration names. */
public final class MusicParts {
  private static final Logger LOG = LoggerFactory.getLogger(MusicParts.class);

  private MusicParts() {}

  /** Opens tracks; composed ones follow a mood. */
  public static AudioSources sources(Config config, Supplier<Mood> mood) {
    boolean anyCertificate = config.get(SharedSettings.TLS_ALLOW_INVALID);
    FfmpegOpener ffmpeg = new FfmpegOpener(anyCertificate);
    return new AudioSources(
        List.of(
            new ComposedOpener(() -> Feel.of(mood.get())),
            new StreamOpener(ffmpeg, fetcher(config)),
            new Mp3Opener(ffmpeg::tags),
            ffmpeg));
  }

  static HttpListFetcher fetcher(Config config) {
    return new HttpListFetcher(config.get(SharedSettings.TLS_ALLOW_INVALID));
  }

  /**
   * Reads playlists.
   *
   * @param config asked each time for the servers that may change while it runs
   * @param first what is asked before podcasts and servers
   */
  static PlaylistReader reader(Supplier<Config> config, List<PlaylistSource> first) {
    HttpListFetcher http = fetcher(config.get());
    List<PlaylistSource> sources = new ArrayList<>(first);
    // What an MPD or Mopidy server knows is its own to judge.
    if (SoundSettings.mpd(config.get()).isEmpty()) {
      sources.add(new Podcasts(http));
      sources.add(new SubsonicPlaylists(() -> SoundSettings.subsonic(config.get()), http));
    }
    return new PlaylistReader(http, sources);
  }

  /** Finds the covers of tracks: in lists, on servers, in files and beside them. */
  public static Covers.Source covers(Config config) {
    Optional<MpdCovers> server =
        SoundSettings.mpd(config)
            .map(address -> new MpdCovers(address, config.get(SoundSettings.MPD_MUSIC)));
    FfmpegOpener files = new FfmpegOpener(config.get(SharedSettings.TLS_ALLOW_INVALID));
    HttpListFetcher http = fetcher(config);
    return (track, pictures) ->
        Stream.concat(pictures.stream(), track.cover().stream())
            .flatMap(
                at ->
                    (Locations.isUrl(at)
                            ? http.picture(at, track.location())
                            : Covers.in(Path.of(at)))
                        .stream())
            .findFirst()
            .or(() -> server.flatMap(mpd -> mpd.of(track)))
            .or(() -> files.cover(track))
            .or(() -> Covers.beside(track));
  }

  /** The player that the configuration names: a server, or the one on this machine. */
  public static MusicPlayer player(
      Supplier<Config> asked,
      List<PlaylistSource> first,
      AudioSources sources,
      LoudnessNormalizer normalizer,
      PlayerSettings settings) {
    Config config = asked.get();
    PlaylistReader reader = reader(asked, first);
    Optional<MpdAddress> server = SoundSettings.mpd(config);
    if (server.isPresent()) {
      LOG.info("sound: played by the server at {}, as configured", server.get());
      return new MpdPlayer(
          server.get(),
          reader,
          settings,
          config.get(SoundSettings.MPD_MUSIC),
          RandomGenerator.getDefault());
    }
    AudioSinks.Choice choice =
        new AudioSinks(new JavaSoundCards()).choose(config.get(SoundSettings.AUDIO));
    LOG.info("{}", choice.reason());
    return new LocalPlayer(
        reader, sources, choice.sink(), normalizer, settings, RandomGenerator.getDefault());
  }
}
