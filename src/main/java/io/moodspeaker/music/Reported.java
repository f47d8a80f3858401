package io.moodspeaker.music;

import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/** What has been logged once and need not be again. Used by one thread. */
public final class Reported {
  /** A radio that is named anew each day must not fill the memory. */
  private static final int MOST = 10_000;

  /** Of one reading; the rest is counted. */
  private static final int MOST_OF_A_LIST = 5;

  private final Logger log;
  private final Set<String> said = new HashSet<>();

  public Reported(Logger log) {
    this.log = log;
  }

  /** Whether this is said for the first time. */
  public boolean isNew(String what) {
    if (said.size() >= MOST) {
      said.clear();
    }
    return said.add(what);
  }

  /** Warns of what is wrong with a track, once for each. */
  public void track(Track track, String what, String reason) {
    if (isNew(track.id())) {
      log.warn("{} {}: {}", track.id(), what, reason);
    }
  }

  /** Warns of what a list lacks, the first few of it. */
  public void list(List<Problem> leftOut) {
    List<Problem> fresh = leftOut.stream().filter(p -> isNew(p.toString())).toList();
    fresh.stream().limit(MOST_OF_A_LIST).forEach(problem -> log.warn("{}", problem));
    if (fresh.size() > MOST_OF_A_LIST) {
      log.warn("… and {} more in this list", fresh.size() - MOST_OF_A_LIST);
    }
  }

  /** An exception's words. */
  public static String reason(Throwable e) {
    return Reason.withFile(e);
  }
}
