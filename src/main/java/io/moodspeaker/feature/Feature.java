package io.moodspeaker.feature;

import io.moodspeaker.model.Mood;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A part of the speaker that is whole in its folder.
 *
 * <p>It is found through {@link java.util.ServiceLoader}: a class with a constructor without
 * arguments, named in {@code META-INF/services/io.moodspeaker.feature.Feature}. Until {@link
 * #start} it only describes itself, so that commands can ask it without opening anything. Routes
 * reach it through its Camel component, which finds what {@link FeatureContext#bind} put into the
 * registry.
 */
@SuppressWarnings("try") // An implementation says what its close throws, if anything.
public interface Feature extends AutoCloseable {
  /** Its name in messages and in the status: {@code music}. */
  String name();

  /** Its settings in {@code config/moodspeaker.properties}. */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /** Its keys in {@code config/moods.yaml}. */
  default List<MoodsSection<?>> moods() {
    return List.of();
  }

  /**
   * Other names under which moods.yaml may speak of moods, such as the classes of a model whose
   * words are not ours.
   *
   * @param config the settings; of moods.yaml nothing is read yet
   */
  default Map<String, Mood> moodNames(Config config) {
    return Map.of();
  }

  /**
   * What well-formed values ask for that can't be: a file that is missing, a name that nothing has.
   * Opens no device and asks nobody. {@code check} tells these, and so does the start, which they
   * do not keep from running.
   */
  default List<Problem> check(Config config) {
    return List.of();
  }

  /**
   * Those of {@link #check} that nobody should run with, such as a key that would travel
   * unencrypted: the start ends with them, and a saved configuration is not taken over.
   */
  default List<Problem> refusals(Config config) {
    return List.of();
  }

  /** What it finds of what it can use on this machine, for {@code doctor}. */
  default List<Finding> examine(Config config) {
    return List.of();
  }

  /**
   * Opens what it needs; the routes begin when all features have started. {@link #close} is called
   * also after a start that failed half-way.
   */
  default void start(FeatureContext context) throws Exception {}

  /** All features have started, and the routes run. */
  default void ready() {}

  /** Takes over a saved configuration. Called on the watcher's thread, after {@link #check}. */
  default void reload(Config config) {}

  /**
   * What it does now: names and plain values, lists and maps of them; empty for nothing to tell.
   */
  default Map<String, Object> status() {
    return Map.of();
  }

  /**
   * What {@link #status} told, as a line for people; empty for nothing worth a line. Times may
   * stand in it as ISO 8601 has them: they are shown as the reader's clock does.
   */
  default String words(Map<?, ?> status) {
    return PlainWords.values(status);
  }

  @Override
  default void close() throws IOException {}
}
