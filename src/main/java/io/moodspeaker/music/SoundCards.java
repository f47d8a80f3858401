package io.moodspeaker.music;

import java.util.List;
import java.util.Optional;

/** The sound devices of this machine. */
public interface SoundCards {
  /** Their names, the default first; empty if there are none. */
  List<String> names();

  /**
   * A sink for a device, which need not be there yet: it is looked for when the sink opens.
   *
   * @param name part of a device's name, in any case; empty for the default
   */
  AudioSink sink(Optional<String> name);
}
