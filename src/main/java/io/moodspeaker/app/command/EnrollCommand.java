package io.moodspeaker.app.command;

import io.moodspeaker.app.Identity;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.people.KnownPeople;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a person known by their pictures. */
@Command(
    name = "enroll",
    description = {
      "Make a person known, so that 'recognize' names them.",
      "PATH is an image, a folder, a zip archive or a video of that person alone: five or more",
      "pictures, turned a little to each side. Without PATH the running daemon looks through its",
      "camera. Numbers are kept, no picture."
    },
    footer = {"", "Ask the person first. 'moodspeaker people forget NAME' takes it back."},
    mixinStandardHelpOptions = true)
final class EnrollCommand implements Callable<Integer> {
  /** Four pictures a second of a video: nearer ones are all alike. */
  private static final Duration OF_A_VIDEO = Duration.ofMillis(250);

  /** A second: the count that a person sees goes down by two. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final JsonMapper JSON = JsonMapper.shared();

  @Spec private CommandSpec spec;
  @Mixin private DaemonAddress daemon;

  @Parameters(index = "0", paramLabel = "NAME", description = "The person's name.")
  private String name;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "Their pictures.")
  private List<Path> paths = List.of();

  @Option(names = "--crops", description = "Each picture is one face already: detect nothing.")
  private boolean crops;

  @Override
  public Integer call() throws IOException, FaceDetectorException, InterruptedException {
    try {
      name = KnownPeople.checkName(name);
    } catch (IllegalArgumentException refused) {
      throw new BadInputException(refused.getMessage(), refused);
    }
    if (paths.isEmpty()) {
      if (crops) {
        throw new BadInputException("--crops needs PATH");
      }
      return ask();
    }
    PrintWriter err = spec.commandLine().getErr();
    AtomicInteger faces = new AtomicInteger();
    AtomicInteger without = new AtomicInteger();
    int unreadable;
    try (Identity identity = Identity.open(daemon.overrides())) {
      unreadable =
          PictureLoop.<FaceDetectorException>over(
              paths,
              OF_A_VIDEO,
              err,
              picture -> {
                int found = identity.enroll(name, picture.frame(), crops);
                if (found == 1) {
                  faces.incrementAndGet();
                } else {
                  without.incrementAndGet();
                  err.println(
                      found == 0
                          ? picture.name() + ": no face is found in it"
                          : "%s: %d faces are in it; cut it down to %s's"
                              .formatted(picture.name(), found, name));
                }
              });
      if (faces.get() == 0) {
        throw new BadInputException(name + " was not enrolled: no picture of one face");
      }
      identity.save();
    }
    spec.commandLine()
        .getOut()
        .printf("%s: %d %s taken%n", name, faces.get(), faces.get() == 1 ? "face" : "faces");
    spec.commandLine().getOut().flush();
    return unreadable + without.get() > 0 ? 2 : 0;
  }

  /** Lets the daemon take the faces, and tells how it goes. */
  private int ask() throws IOException, InterruptedException {
    JsonNode answer;
    try {
      answer =
          JSON.readTree(daemon.client().post("/api/v1/people/enroll", "application/json", name));
    } catch (IOException away) {
      throw new BadInputException(away.getMessage() + "; or give pictures", away);
    }
    PrintWriter out = spec.commandLine().getOut();
    while (answer.path("state").asString().equals("recording")) {
      out.printf("%s (%d more)%n", answer.path("message").asString(), answer.path("left").asInt());
      out.flush();
      Thread.sleep(POLL);
      answer = JSON.readTree(daemon.client().get("/api/v1/people", "application/json"));
    }
    out.println(answer.path("message").asString());
    out.flush();
    return answer.path("state").asString().equals("done") ? 0 : 1;
  }
}
