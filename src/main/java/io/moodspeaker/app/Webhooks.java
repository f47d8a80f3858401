package io.moodspeaker.app;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertSender;
import io.moodspeaker.alert.okhttp.WebhookSender;
import io.moodspeaker.alert.okhttp.WebhookSettings;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Scheduler;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends each alert to its mood's address, with one queue for each address. */
final class Webhooks implements AlertSender {
  private final Function<Mood, Optional<URI>> addresses;
  private final InstantSource clock;
  private final Map<URI, AlertSender> senders = new HashMap<>();

  Webhooks(Function<Mood, Optional<URI>> addresses, InstantSource clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  @Override
  public synchronized void send(Alert alert) {
    addresses
        .apply(alert.mood())
        .ifPresent(address -> senders.computeIfAbsent(address, this::open).send(alert));
  }

  private AlertSender open(URI address) {
    return new WebhookSender(
        address.toString(), WebhookSettings.DEFAULTS, Scheduler.onThread("webhook"), clock);
  }

  @Override
  public synchronized int pending() {
    return senders.values().stream().mapToInt(AlertSender::pending).sum();
  }

  @Override
  public synchronized long delivered() {
    return senders.values().stream().mapToLong(AlertSender::delivered).sum();
  }

  @Override
  public synchronized void close() {
    senders.values().forEach(AlertSender::close);
    senders.clear();
  }
}
