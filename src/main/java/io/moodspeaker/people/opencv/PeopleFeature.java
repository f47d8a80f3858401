package io.moodspeaker.people.opencv;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.people.PeopleWatch;
import io.moodspeaker.support.PersonNames;
import io.moodspeaker.support.YamlMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Knowing who is there, of those who asked to be known. */
public final class PeopleFeature implements Feature {
  /** Who is not looked at. */
  static final MoodsSection<Set<String>> EXCLUDED =
      new MoodsSection<>(List.of(), List.of(), List.of("exclude"), PeopleFeature::read);

  private volatile Set<String> excluded = Set.of();
  private PeopleWatch watch;

  private static Set<String> read(MoodsSection.Source file) {
    Set<String> names = new TreeSet<>(PersonNames.ORDER);
    for (Map.Entry<String, YamlMapping> person : file.people().entrySet()) {
      if (person.getValue().flag("exclude").orElse(false)) {
        names.add(person.getKey());
      }
    }
    return names;
  }

  @Override
  public String name() {
    return "people";
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(EXCLUDED);
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    reload(config);
    watch =
        new PeopleWatch(
            config.stateDir(),
            known -> FaceEncoders.open(config.home().resolve("models"), known),
            context.clock(),
            name -> excluded.contains(name));
    context.bind("people", watch);
  }

  @Override
  public void reload(Config config) {
    excluded = config.get(EXCLUDED);
  }

  @Override
  public Map<String, Object> status() {
    if (watch == null || watch.known().isEmpty()) {
      return Map.of();
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("known", List.copyOf(watch.known().keySet()));
    status.put("present", watch.present());
    return status;
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
