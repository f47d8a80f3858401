package io.moodspeaker.app;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The installation's folder: what holds config, routes, playlists and models.
 *
 * @param root an absolute path
 */
public record InstallDir(Path root) {
  public InstallDir {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder that the launcher names, or else the working directory. */
  public static InstallDir find() {
    return new InstallDir(Path.of(System.getProperty("moodspeaker.home", "")));
  }

  /** A path as people write it: relative ones start at the installation's folder. */
  public Path resolve(String path) {
    return root.resolve(path).normalize();
  }

  public Path config() {
    return root.resolve("config");
  }

  public Path routes() {
    return root.resolve("routes");
  }

  public Path models() {
    return root.resolve("models");
  }

  /** Whether it looks like an installation at all. */
  public boolean exists() {
    return Files.isDirectory(config()) && Files.isDirectory(routes());
  }
}
