package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Loudness;
import io.moodspeaker.composer.synth.Stereo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Renders playlists into a folder: {@code <name>.m3u8} and {@code tracks/<name>/*}. */
public final class TuneAlbum {
  private final Path folder;
  private final Encoder encoder;
  private final Consumer<String> progress;

  /**
   * An album in a folder.
   *
   * @param progress gets one line for each finished track
   */
  public TuneAlbum(Path folder, Encoder encoder, Consumer<String> progress) {
    this.folder = folder;
    this.encoder = encoder;
    this.progress = progress;
  }

  /** Renders a playlist's tunes and writes its list. */
  public void write(TuneList playlist) throws IOException {
    StringBuilder list = new StringBuilder("#EXTM3U\n#PLAYLIST:" + playlist.title() + "\n");
    list.append("# ").append(playlist.about()).append('\n');
    list.append("# Composed and rendered by `moodspeaker compose`; Apache-2.0.\n");
    for (Tune tune : playlist.tunes()) {
      String title = tune.label().title();
      String path = "tracks/" + playlist.name() + "/" + slug(title) + "." + encoder.extension();
      Stereo sound = Studio.render(tune);
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      encoder.encode(sound, tags(playlist, tune, sound), file);
      long seconds = Math.round(sound.length() / (double) Stereo.RATE);
      list.append("# ").append(tune.label().about()).append('\n');
      list.append("#EXTINF:" + seconds + ",moodspeaker - " + title + "\n" + path + "\n");
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %d s, %.1f LUFS, %.1f dBTP, %d KB",
              path,
              seconds,
              Loudness.integrated(sound),
              Loudness.truePeak(sound),
              Files.size(file) / 1000));
    }
    Files.writeString(folder.resolve(playlist.name() + ".m3u8"), list);
  }

  private static String slug(String title) {
    return title.toLowerCase(Locale.ROOT).replace("'", "").replaceAll("[^a-z0-9]+", "-");
  }

  private static Map<String, String> tags(TuneList playlist, Tune tune, Stereo sound) {
    Tune.Label label = tune.label();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("title", label.title());
    tags.put("artist", "moodspeaker");
    tags.put("album", playlist.name());
    tags.put("genre", label.genre());
    tags.put("comment", label.about());
    tags.put("license", "Apache-2.0");
    tags.put("BPM", String.valueOf(Math.round(tune.meter().tempo())));
    tags.put("ENERGY", String.format(Locale.ROOT, "%.2f", label.energy()));
    tags.put("VALENCE", String.format(Locale.ROOT, "%.2f", label.valence()));
    // RFC 7845: decibels to -23 LUFS, times 256.
    long gain = Math.round((-23 - Loudness.integrated(sound)) * 256);
    tags.put("R128_TRACK_GAIN", String.valueOf(gain));
    return tags;
  }
}
