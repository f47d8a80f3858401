package io.moodspeaker.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A connection whose broker the test is. */
public final class FakeConnection implements MqttConnection {
  private final List<String> published = new ArrayList<>();
  private final Map<String, List<Consumer<String>>> listeners = new HashMap<>();
  private Runnable whenConnected = () -> {};
  private boolean there;

  /** What was published: the topic, a space, the text, and an R where it is retained. */
  public List<String> published() {
    return List.copyOf(published);
  }

  /** The broker comes. */
  public void come() {
    there = true;
    whenConnected.run();
  }

  /** The broker goes. */
  public void go() {
    there = false;
  }

  /** Somebody publishes. */
  public void say(String topic, String text) {
    List.copyOf(listeners.getOrDefault(topic, List.of())).forEach(each -> each.accept(text));
  }

  @Override
  public void open(Runnable connected) {
    whenConnected = connected;
  }

  @Override
  public boolean isConnected() {
    return there;
  }

  @Override
  public void publish(String topic, byte[] bytes, boolean retained) {
    String text =
        topic.endsWith("/character")
            ? bytes.length + " bytes"
            : new String(bytes, StandardCharsets.UTF_8);
    published.add(topic + " " + text + (retained ? " R" : ""));
  }

  @Override
  public Runnable subscribe(String topic, Consumer<String> listener) {
    List<Consumer<String>> all = listeners.computeIfAbsent(topic, name -> new ArrayList<>());
    all.add(listener);
    return () -> all.remove(listener);
  }

  @Override
  public void close() {}
}
