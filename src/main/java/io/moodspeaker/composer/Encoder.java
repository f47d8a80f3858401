package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Stereo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Writes sound to a file that players can read. */
public interface Encoder {
  /** The files' ending, without a dot. */
  String extension();

  /**
   * Writes a file, over one that is there.
   *
   * @param tags what the file says about itself
   */
  void encode(Stereo sound, Map<String, String> tags, Path file) throws IOException;
}
