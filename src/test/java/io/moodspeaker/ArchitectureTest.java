package io.moodspeaker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house as it is drawn: who may use whom. */
class ArchitectureTest {
  private static final String ROOT = "io.moodspeaker.";

  private static final List<String> FEATURES =
      List.of(
          "camera", "face", "emotion", "mood", "music", "light", "alert", "mqtt", "speech", "web",
          "history", "people", "care");

  /**
   * Each library and the only packages that may use it, besides {@code training} and {@code app}.
   */
  private static final Map<String, List<String>> LEAVES =
      Map.ofEntries(
          Map.entry(
              "org.tensorflow..", List.of("emotion.tensorflow", "eeg.tensorflow", "training..")),
          Map.entry(
              "org.bytedeco.opencv..",
              List.of("face.opencv", "camera.javacv", "emotion.opencv", "people.opencv")),
          Map.entry(
              "org.bytedeco..",
              List.of(
                  "face.opencv",
                  "emotion.opencv",
                  "people.opencv",
                  "camera.javacv",
                  "music.ffmpeg",
                  "composer.ffmpeg",
                  "emotion.tensorflow",
                  "training..")),
          Map.entry("com.pi4j..", List.of("light.pi4j")),
          Map.entry("com.drew..", List.of("support.exif")),
          Map.entry("javax.sound..", List.of("music.javasound", "speech.javasound", "music.mp3")),
          Map.entry("javazoom..", List.of("music.mp3")),
          Map.entry(
              "okhttp3..",
              List.of("emotion.azure", "emotion.serving", "alert.okhttp", "speech.okhttp")),
          Map.entry("org.sqlite..", List.of("alert.sqlite", "history.sqlite", "music.library")),
          Map.entry("com.hivemq..", List.of("mqtt.hivemq")),
          Map.entry("jakarta.mail..", List.of("alert.mail")),
          Map.entry("ch.qos.logback..", List.of("systemd.logback", "app..")),
          Map.entry("picocli..", List.of("app..")));

  private static final Set<String> LOADERS =
      Set.of(
          ROOT + "support.Natives", ROOT + "camera.javacv.FfmpegLog", ROOT + "face.opencv.OpenCv");

  private static final Pattern OPENERS =
      Pattern.compile(
          "org\\.tensorflow\\.(Graph\\.<init>|SavedModelBundle\\.loader)"
              + "|org\\.bytedeco\\.javacv\\.FFmpegFrame(Grabber|Recorder)\\.<init>"
              + "|org\\.bytedeco\\.opencv\\.opencv_\\w+\\.(\\w+\\.create|CascadeClassifier\\.<init>)");

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(location -> !location.matches(Pattern.compile(".*/test(-classes)?/.*")))
          .importPackages("io.moodspeaker");

  private static List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(
        noClasses()
            .that(
                DescribedPredicate.describe(
                    "load no natives",
                    each ->
                        each.getDirectDependenciesFromSelf().stream()
                            .noneMatch(to -> LOADERS.contains(to.getTargetClass().getName()))))
            .should()
            .callCodeUnitWhere(
                DescribedPredicate.describe(
                    "what opens a library's first object",
                    call ->
                        OPENERS
                            .matcher(call.getTargetOwner().getName() + "." + call.getName())
                            .matches()))
            .because("JavaCPP loads nothing by itself here: support.Natives does"));
    rules.add(slices().matching(ROOT + "(*)..").should().beFreeOfCycles());
    rules.add(slices().matching(ROOT + "music.(*)").should().beFreeOfCycles());
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "music")
            .and()
            .haveNameNotMatching(".*\\.MusicFeature(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "music.*")
            .because(
                "they are the words that the rooms share; MusicFeature alone knows the rooms"));
    rules.add(
        classes()
            .that()
            .resideInAPackage(ROOT + "model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "model"));
    rules.add(
        classes()
            .that()
            .resideInAPackage(ROOT + "feature")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "org.slf4j..", ROOT + "feature", ROOT + "model", ROOT + "support.."));
    rules.add(
        classes()
            .that()
            .resideInAPackage(ROOT + "support")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "javax.net.ssl..",
                "org.slf4j..",
                "org.snakeyaml..",
                "io.github.resilience4j..",
                ROOT + "support.."));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "*.camel..", ROOT + "app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel.."));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "app.."));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "app")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "training..", ROOT + "composer..", ROOT + "eeg..", ROOT + "camera.drawn..")
            .because("the daemon knows no tool beside it"));
    rules.add(
        noClasses()
            .that()
            // A command's shutdown hook is a thread, and training is no part of the daemon.
            .resideOutsideOfPackages(
                ROOT + "support..", ROOT + "app.command..", ROOT + "training..")
            .should(makeThreadsOrTimers())
            .because("threads and timers are made in support alone"));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "support..", ROOT + "app..", ROOT + "training..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .because("time enters as InstantSource"));
    for (String feature : FEATURES) {
      String[] others =
          FEATURES.stream()
              .filter(other -> !other.equals(feature))
              .map(other -> ROOT + other + "..")
              .toArray(String[]::new);
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(ROOT + feature + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others)
              .allowEmptyShould(true));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(ROOT + feature)
              .and()
              // It wires them.
              .haveNameNotMatching(".*Feature(\\$.*)?")
              .should()
              .dependOnClassesThat(inALeafOf(feature))
              .allowEmptyShould(true));
    }
    LEAVES.forEach(
        (library, homes) ->
            rules.add(
                noClasses()
                    .that()
                    .resideOutsideOfPackages(
                        homes.stream().map(home -> ROOT + home).toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)));
    return rules;
  }

  private static DescribedPredicate<JavaClass> inALeafOf(String feature) {
    return DescribedPredicate.describe(
        "a leaf of " + feature, type -> type.getPackageName().startsWith(ROOT + feature + "."));
  }

  private static ArchCondition<JavaClass> makeThreadsOrTimers() {
    Set<String> makers =
        Set.of(Thread.class.getName(), Executors.class.getName(), Timer.class.getName());
    return new ArchCondition<>("make threads or timers") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getCodeUnitCallsFromSelf().stream()
            .filter(
                call ->
                    makers.contains(call.getTargetOwner().getName())
                        && (call.getName().equals("<init>")
                            || call.getName().startsWith("new")
                            || call.getName().startsWith("of")))
            .forEach(
                call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
      }
    };
  }

  @Test
  void no_two_classes_share_a_name() {
    Map<String, List<String>> homes =
        CODE.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    assertThat(homes).allSatisfy((name, packages) -> assertThat(packages).as(name).hasSize(1));
  }

  @Test
  void the_house_is_as_it_is_drawn() {
    List<ArchRule> rules = rules();
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(rule.evaluate(CODE).getFailureReport().getDetails())
                    .as(rule.getDescription())
                    .isEmpty());
    assertThat(rules).hasSizeGreaterThan(20);
    assertThat(CODE).hasSizeGreaterThan(10);
  }

  @Test
  void every_package_says_what_it_is() {
    List<String> silent =
        CODE.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(
                name ->
                    !Files.exists(
                        Path.of("src/main/java", name.replace('.', '/'), "package-info.java")))
            .toList();
    assertThat(silent).as("packages without a package-info.java").isEmpty();
  }
}
