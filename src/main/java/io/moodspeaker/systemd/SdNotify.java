package io.moodspeaker.systemd;

import io.moodspeaker.support.MonotonicClock;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is, by the sd_notify protocol. Does nothing where systemd did not
 * ask ({@code NOTIFY_SOCKET} is not set). Safe for use by several threads.
 */
public final class SdNotify {
  private static final Logger LOG = LoggerFactory.getLogger(SdNotify.class);

  /** Sends one datagram. */
  interface Channel {
    void send(String message) throws IOException;
  }

  private final Channel channel;
  private final boolean enabled;
  private boolean failed;

  SdNotify(Channel channel, boolean enabled) {
    this.channel = channel;
    this.enabled = enabled;
  }

  /**
   * The channel that the environment names.
   *
   * @param environment as from {@link System#getenv()}
   */
  public static SdNotify from(Map<String, String> environment) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    return address.isEmpty()
        ? new SdNotify(message -> {}, false)
        : new SdNotify(message -> NotifySocket.send(address, message), true);
  }

  /** Whether systemd listens. */
  public boolean enabled() {
    return enabled;
  }

  /** The start is done, or a reload is. */
  public void ready(String status) {
    send("READY=1\nSTATUS=" + line(status));
  }

  /** What {@code systemctl status} shows: the mood and the track. */
  public void status(String status) {
    send("STATUS=" + line(status));
  }

  /** A reload has begun; {@link #ready} ends it. */
  public void reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + MonotonicClock.kernelMicros());
  }

  /** The service is alive. */
  public void watchdog() {
    send("WATCHDOG=1");
  }

  /** The stop has begun. */
  public void stopping(String status) {
    send("STOPPING=1\nSTATUS=" + line(status));
  }

  /** A newline in a status, from a track's title say, would begin another assignment. */
  private static String line(String status) {
    return status.replaceAll("\\p{Cntrl}+", " ");
  }

  private synchronized void send(String message) {
    try {
      channel.send(message);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("systemd could not be told '{}': {}", line(message), e.getMessage());
        failed = true;
      }
    }
  }
}
