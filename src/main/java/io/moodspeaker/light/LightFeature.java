package io.moodspeaker.light;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.light.pi4j.Lights;
import io.moodspeaker.model.FaceMoods;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.YamlMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mood's light. */
public final class LightFeature implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger(LightFeature.class);

  static final Setting<String> LIGHT =
      new Setting<>(
          "light",
          "auto",
          Setting.Kind.START,
          Lights::spec,
          "Where light goes: auto, console, gpio, or linuxfs:DIR for a folder in the form of"
              + " /sys/class.");

  static final Setting<Optional<RgbPins>> RGB_PINS =
      Setting.optional(
          "light.rgb-pins",
          RgbPins::of,
          "The BCM numbers of an RGB lamp's red, green and blue pin, such as 12,13,19.");

  static final Setting<List<RgbPins>> FACE_PINS =
      new Setting<>(
          "light.face-pins",
          "",
          Setting.Kind.START,
          text ->
              text.isBlank()
                  ? List.of()
                  : Arrays.stream(text.split(";")).map(String::strip).map(RgbPins::of).toList(),
          "The pins of RGB lamps of which each face gets one, in the form 5,6,13; 16,20,26. They"
              + " show the colours that moods have in moods.yaml.");

  static final MoodsSection<Map<Mood, MoodLight>> MOODS =
      new MoodsSection<>(List.of(), List.of("light"), LightFeature::read);

  private static final List<String> PATTERNS =
      Arrays.stream(LightPattern.values()).map(LightPattern::toString).toList();

  private Optional<Light> light = Optional.empty();
  private Optional<LightController> controller = Optional.empty();
  private Optional<FaceLamps> faceLamps = Optional.empty();
  private final List<Light> faceLights = new ArrayList<>();

  @Override
  public String name() {
    return "light";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(LIGHT, RGB_PINS, FACE_PINS);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(MOODS);
  }

  private static Map<Mood, MoodLight> read(MoodsSection.Source file) {
    Map<Mood, MoodLight> lights = new EnumMap<>(Mood.class);
    Map<Integer, Mood> users = new HashMap<>();
    for (Mood mood : Mood.all()) {
      file.mood(mood)
          .flatMap(section -> section.section("light", List.of("pin", "rgb", "pattern")))
          .ifPresent(section -> lights.put(mood, read(mood, section, users)));
    }
    return lights;
  }

  private static MoodLight read(Mood mood, YamlMapping section, Map<Integer, Mood> users) {
    if (!section.has("pin") && !section.has("rgb")) {
      section.note("light", "light of " + mood + " needs a pin, an rgb colour or both");
    }
    Optional<Integer> pin = section.whole("pin", 0, Lamp.Pin.LAST);
    pin.map(number -> users.putIfAbsent(number, mood))
        .ifPresent(
            other ->
                section.note(
                    "pin",
                    "pin %d is used by %s already; give %s another"
                        .formatted(pin.get(), other, mood)));
    return new MoodLight(
        pin.map(Lamp.Pin::new),
        section
            .wholes("rgb", 3, 0, 255)
            .map(parts -> new Lamp.Rgb(parts.get(0), parts.get(1), parts.get(2))),
        section.word("pattern", PATTERNS).map(LightPattern::of).orElse(LightPattern.STEADY));
  }

  @Override
  public List<Problem> check(Config config) {
    List<Problem> problems = new ArrayList<>();
    String spec = config.get(LIGHT);
    // Not for the others: a configuration may be written on another machine than the speaker.
    if (spec.startsWith("linuxfs:")) {
      new Lights()
          .obstacle(spec)
          .ifPresent(why -> problems.add(config.problem(LIGHT, "light: " + why)));
    }
    Optional<RgbPins> lamp = config.get(RGB_PINS);
    config
        .get(MOODS)
        .forEach(
            (mood, light) ->
                light
                    .pin()
                    .filter(pin -> lamp.filter(three -> three.has(pin)).isPresent())
                    .ifPresent(
                        pin ->
                            problems.add(
                                config.problem(
                                    RGB_PINS,
                                    "light.rgb-pins: %s is the light of %s in moods.yaml already;"
                                            .formatted(pin, mood)
                                        + " give one of them another"))));
    List<RgbPins> all = new ArrayList<>(config.get(FACE_PINS));
    lamp.ifPresent(all::add);
    for (RgbPins pins : config.get(FACE_PINS)) {
      boolean twice =
          Stream.of(pins.red(), pins.green(), pins.blue())
              .map(Lamp.Pin::new)
              .anyMatch(
                  pin ->
                      all.stream().filter(other -> other.has(pin)).count() > 1
                          || config.get(MOODS).values().stream()
                              .anyMatch(light -> light.pin().equals(Optional.of(pin))));
      if (twice) {
        problems.add(
            config.problem(
                FACE_PINS,
                "light.face-pins: a pin of %d,%d,%d has another lamp already; give it one of its own"
                    .formatted(pins.red(), pins.green(), pins.blue())));
      }
    }
    return problems;
  }

  @Override
  public List<Finding> examine(Config config) {
    Lights lights = new Lights();
    String spec = config.get(LIGHT);
    Optional<String> obstacle = lights.obstacle(spec);
    if (obstacle.isEmpty()) {
      return List.of(Finding.ok(lights.describe(spec)));
    }
    return List.of(
        spec.equals("auto")
            ? Finding.ok(obstacle.get() + ": lights on the console")
            : Finding.missing(
                "light=" + spec + ": " + obstacle.get(), "set light = auto, or light = console"));
  }

  @Override
  public void start(FeatureContext context) {
    Optional<RgbPins> rgb = context.config().get(RGB_PINS);
    Light opened;
    try {
      Lights.Choice choice =
          new Lights()
              .open(context.config().get(LIGHT), rgb, context.scheduler("light"), context.clock());
      LOG.info("light: {}", choice.why());
      opened = choice.light();
    } catch (LightException unusable) {
      LOG.warn("light: {}", unusable.getMessage());
      opened = new MissingLight(unusable);
    }
    light = Optional.of(opened);
    LightController made = new LightController(opened, rgb.isPresent());
    controller = Optional.of(made);
    made.update(context.config().get(MOODS));
    context.bind("light", made);
    openFaceLamps(context);
  }

  private void openFaceLamps(FeatureContext context) {
    Scheduler scheduler = context.scheduler("face-lamps");
    List<LightController> lamps = new ArrayList<>();
    for (RgbPins pins : context.config().get(FACE_PINS)) {
      try {
        Light lamp =
            new Lights()
                .open(context.config().get(LIGHT), Optional.of(pins), scheduler, context.clock())
                .light();
        faceLights.add(lamp);
        lamps.add(new LightController(lamp, true));
      } catch (LightException unusable) {
        LOG.warn("light.face-pins: {}", unusable.getMessage());
      }
    }
    if (!lamps.isEmpty()) {
      FaceLamps faces = new FaceLamps(lamps);
      faces.update(context.config().get(MOODS));
      faceLamps = Optional.of(faces);
      context
          .events()
          .subscribe(FaceMoods.class, moods -> scheduler.submit(() -> faces.show(moods)));
    }
  }

  @Override
  public void reload(Config config) {
    faceLamps.ifPresent(running -> running.update(config.get(MOODS)));
    controller.ifPresent(running -> running.update(config.get(MOODS)));
  }

  @Override
  public Map<String, Object> status() {
    return controller
        .<Map<String, Object>>map(
            running ->
                Map.of(
                    "sink", running.sink(),
                    "shown", running.shown().map(LightState::toString).orElse("no light")))
        .orElse(Map.of());
  }

  @Override
  public String words(Map<?, ?> status) {
    return status.get("shown") + ", by " + status.get("sink");
  }

  @Override
  public void close() {
    light.ifPresent(Light::close);
    faceLights.forEach(Light::close);
  }
}
