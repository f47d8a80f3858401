package io.moodspeaker.music.config;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.music.mpd.MpdAddress;
import io.moodspeaker.music.sink.SnapcastSink;
import io.moodspeaker.music.subsonic.SubsonicPlaylists;
import io.moodspeaker.support.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What moodspeaker.properties says of where music goes, and of servers that it comes from. */
public final class SoundSettings {
  private static final String MPD = "mpd:";
  private static final String SNAPCAST = "snapcast:";

  /** Where music goes. */
  public static final Setting<String> AUDIO =
      new Setting<>(
          "audio",
          "auto",
          Setting.Kind.START,
          SoundSettings::audio,
          "Where music goes: auto, silent, file:NAME.wav, the name of a sound card, or an MPD server"
              + " as mpd:HOST, mpd:HOST:PORT or mpd:/PATH/OF/SOCKET, after PASSWORD@ if it wants one,"
              + " or a Snapcast server as snapcast:HOST, snapcast:HOST:PORT or"
              + " snapcast:/PATH/OF/PIPE. auto takes the system's, and silent where there is none.");

  /** The MPD server's music directory. */
  public static final Setting<Optional<Path>> MPD_MUSIC =
      Setting.optional(
          "mpd.music-directory",
          Path::of,
          "The MPD server's music directory as this machine sees it. Over the network a server plays"
              + " only files in there, and this tells which those are; over a socket it says so"
              + " itself, and plays any file that it may read.");

  /** The OpenSubsonic server. */
  public static final Setting<Optional<URI>> SUBSONIC_URL =
      Setting.url(
              "subsonic.url",
              "The address of an OpenSubsonic server, such as http://nas:4533, whose playlists play"
                  + " as subsonic:playlist/NAME.")
          .live();

  /** Who asks it. */
  public static final Setting<String> SUBSONIC_USER =
      Setting.text("subsonic.user", "", "The user's name at the OpenSubsonic server.").live();

  /** That user's password. */
  public static final Setting<Secret> SUBSONIC_PASSWORD =
      Setting.secret("subsonic.password", "The user's password at the OpenSubsonic server.").live();

  private SoundSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(AUDIO, MPD_MUSIC, SUBSONIC_URL, SUBSONIC_USER, SUBSONIC_PASSWORD);
  }

  private static String audio(String text) {
    if (text.startsWith(MPD)) {
      MpdAddress.of(text.substring(MPD.length()));
    } else if (text.startsWith(SNAPCAST)) {
      SnapcastSink.check(text.substring(SNAPCAST.length()));
    } else if (text.isEmpty() || text.equals("file:")) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  /** The MPD or Mopidy server that plays, if one does. */
  public static Optional<MpdAddress> mpd(Config config) {
    String audio = config.get(AUDIO);
    return audio.startsWith(MPD)
        ? Optional.of(MpdAddress.of(audio.substring(MPD.length())))
        : Optional.empty();
  }

  /** Whether a Snapcast server gets the sound. */
  static boolean isSnapcast(Config config) {
    return config.get(AUDIO).startsWith(SNAPCAST);
  }

  /** The OpenSubsonic server whose playlists play, if there is one. */
  static Optional<SubsonicPlaylists.Server> subsonic(Config now) {
    return now.get(SUBSONIC_URL)
        .map(
            url ->
                new SubsonicPlaylists.Server(
                    url, now.get(SUBSONIC_USER), now.get(SUBSONIC_PASSWORD)));
  }
}
