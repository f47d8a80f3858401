package io.moodspeaker.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests each address may send: so many at once, then so many a second. */
public final class RequestRate {
  /** A house has dozens of addresses; those that were not heard of for longest are forgotten. */
  private static final int ADDRESSES = 1024;

  private final int burst;
  private final int perSecond;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ADDRESSES;
        }
      };

  private record Bucket(double left, Instant at) {}

  /** A rate that nobody has used yet. */
  public RequestRate(int burst, int perSecond, InstantSource clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Counts a request of an address; whether it may be answered. */
  public synchronized boolean admits(String address) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(address, new Bucket(burst, now));
    double left =
        Math.min(
            burst, before.left() + Duration.between(before.at(), now).toNanos() / 1e9 * perSecond);
    buckets.put(address, new Bucket(left >= 1 ? left - 1 : left, now));
    return left >= 1;
  }
}
