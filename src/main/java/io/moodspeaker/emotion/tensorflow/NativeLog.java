package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.support.NativeStderr;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps TensorFlow's own lines off standard error while a model loads, where a journal would take
 * them for the program's and without a priority; they are logged.
 */
final class NativeLog {
  private static final Logger LOG = LoggerFactory.getLogger("tensorflow");

  /** {@code I0000 00:00:1795… 123 file.cc:401] text}; the letter tells how bad it is. */
  private static final Pattern LINE = Pattern.compile("[IWEF]\\d{4} \\d\\d:\\d\\d:.*");

  private static final Pattern NOTICE =
      Pattern.compile(
          "WARNING: All log messages before absl.*|\\d{4}-\\d\\d-\\d\\d \\S+: [IWEF] .*"
              // OpenCV's, which says the same again in its exception.
              + "|\\[ ?[A-Z]+:\\d+@[0-9.]+\\] .*");

  private NativeLog() {}

  /** Loads something, with what its natives write logged. */
  static <T> T kept(NativeStderr.Work<T, EmotionException> loading) throws EmotionException {
    return NativeStderr.kept(loading, NativeLog::isLogged);
  }

  private static boolean isLogged(String line) {
    if (LINE.matcher(line).matches()) {
      boolean bad = line.charAt(0) == 'E' || line.charAt(0) == 'F';
      LOG.atLevel(bad ? Level.WARN : Level.DEBUG).log(line);
      return true;
    }
    if (NOTICE.matcher(line).matches()) {
      LOG.debug(line);
      return true;
    }
    return false;
  }
}
