package io.moodspeaker.web;

import io.moodspeaker.support.Secret;
import java.util.function.Supplier;

/**
 * Who may ask what.
 *
 * @param hosts by which names this machine may be asked for
 * @param token what a request must carry, asked anew each time; not set for nothing
 * @param rate how often one address may ask
 */
public record WebAccess(HostHeaderFilter hosts, Supplier<Secret> token, RequestRate rate) {
  /** Whether a path is told to anybody: the page without any content of its own, and life. */
  public static boolean isPublic(String path) {
    return path.equals("/")
        || path.equals("/face")
        || path.startsWith("/page/")
        || path.equals("/healthz");
  }
}
