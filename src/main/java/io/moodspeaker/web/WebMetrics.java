package io.moodspeaker.web;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Numbers for Prometheus, in its text format 0.0.4. Safe for use by several threads. */
public final class WebMetrics {
  /** Upper bounds in milliseconds: a face is found in 4 to 60, a fallback asked in 100 to 5000. */
  private static final long[] BOUNDS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000};

  private final Map<String, Histogram> stages = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  private static final class Histogram {
    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
    private final LongAdder millis = new LongAdder();

    void add(long took) {
      int bucket = 0;
      while (bucket < BOUNDS.length && took > BOUNDS[bucket]) {
        bucket++;
      }
      buckets.incrementAndGet(bucket);
      millis.add(took);
    }
  }

  /** A step of a route took so long. */
  public void took(String stage, Duration time) {
    stages.computeIfAbsent(stage, name -> new Histogram()).add(time.toMillis());
  }

  /** Something happened once more: {@code moods}, with its label {@code mood="sadness"}. */
  public void count(String name, String label, String value) {
    counts
        .computeIfAbsent(
            "moodspeaker_%s_total{%s=\"%s\"}".formatted(name, label, escaped(value)),
            key -> new LongAdder())
        .increment();
  }

  /** All of it, with the numbers that the status holds. */
  public String text(Map<String, Object> status) {
    StringBuilder out = new StringBuilder();
    out.append("# TYPE moodspeaker_stage_seconds histogram\n");
    new TreeMap<>(stages).forEach((stage, histogram) -> append(out, stage, histogram));
    String family = "";
    for (Map.Entry<String, LongAdder> count : new TreeMap<>(counts).entrySet()) {
      String name = count.getKey().substring(0, count.getKey().indexOf('{'));
      if (!name.equals(family)) {
        out.append("# TYPE ").append(name).append(" counter\n");
        family = name;
      }
      out.append(count.getKey()).append(' ').append(count.getValue().sum()).append('\n');
    }
    gauges(out, "moodspeaker", status);
    Runtime memory = Runtime.getRuntime();
    gauge(out, "moodspeaker_heap_used_bytes", memory.totalMemory() - memory.freeMemory());
    gauge(out, "moodspeaker_heap_max_bytes", memory.maxMemory());
    gauge(out, "moodspeaker_threads", ManagementFactory.getThreadMXBean().getThreadCount());
    return out.toString();
  }

  private static void append(StringBuilder out, String stage, Histogram histogram) {
    long sum = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      sum += histogram.buckets.get(i);
      out.append(
          String.format(
              Locale.ROOT,
              "moodspeaker_stage_seconds_bucket{stage=\"%s\",le=\"%s\"} %d%n",
              escaped(stage),
              i < BOUNDS.length ? BOUNDS[i] / 1000.0 : "+Inf",
              sum));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "moodspeaker_stage_seconds_sum{stage=\"%1$s\"} %2$.3f%n"
                + "moodspeaker_stage_seconds_count{stage=\"%1$s\"} %3$d%n",
            escaped(stage),
            histogram.millis.sum() / 1000.0,
            sum));
  }

  /** Numbers are gauges; a state is a gauge of 1 with the word as its label. */
  private static void gauges(StringBuilder out, String prefix, Map<?, ?> values) {
    values.forEach(
        (key, value) -> {
          String name = prefix + "_" + snake(String.valueOf(key));
          switch (value == null ? "" : value) {
            case Map<?, ?> nested -> gauges(out, name, nested);
            case Number number -> gauge(out, name, number);
            case Boolean flag -> gauge(out, name, flag ? 1 : 0);
            case Collection<?> list -> gauge(out, name, list.size());
            case String word -> {
              if (WORDS.contains(snake(String.valueOf(key)))) {
                type(out, name).append("{value=\"").append(escaped(word)).append("\"} 1\n");
              }
            }
            default -> {}
          }
        });
  }

  /** The texts of the status that name one of a few states; others would be endless series. */
  private static final Set<String> WORDS =
      Set.of("mood", "state", "active", "version", "emotion_breaker", "model", "person");

  private static void gauge(StringBuilder out, String name, Number value) {
    type(out, name).append(' ').append(value).append('\n');
  }

  private static StringBuilder type(StringBuilder out, String name) {
    return out.append("# TYPE ").append(name).append(" gauge\n").append(name);
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(Locale.ROOT);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
