package io.moodspeaker.app;

import io.moodspeaker.camera.javacv.PictureReader.Picture;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One picture's faces as one line, for programs or for people. */
public final class PictureJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PictureJson() {}

  /**
   * One JSON object on one line; places are pixels of the file's picture, once upright.
   *
   * @param persons who each face is, where people are known
   */
  public static String line(
      Picture picture, List<Face> faces, Optional<List<Optional<String>>> persons) {
    ObjectNode root = JSON.createObjectNode();
    root.put("file", picture.name());
    picture.seconds().ifPresent(t -> root.put("t", rounded(t)));
    root.put("width", picture.inFile(picture.frame().width()))
        .put("height", picture.inFile(picture.frame().height()));
    ArrayNode list = root.putArray("faces");
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      ObjectNode node = list.addObject();
      node.putArray("box")
          .add(picture.inFile(face.box().x()))
          .add(picture.inFile(face.box().y()))
          .add(picture.inFile(face.box().width()))
          .add(picture.inFile(face.box().height()));
      node.put("emotion", face.scores().top().label());
      node.put("confidence", rounded(face.scores().confidence()));
      node.set("scores", scores(face.scores()));
      if (!face.words().isEmpty()) {
        node.put("label", face.label());
        ObjectNode words = node.putObject("labels");
        face.words().forEach((word, share) -> words.put(word, rounded(share)));
      }
      if (persons.isPresent()) {
        node.put("person", persons.get().get(i).orElse(null));
      }
      if (!face.evidence()) {
        node.put("evidence", false);
      }
    }
    return JSON.writeValueAsString(root);
  }

  /** One line for people: {@code a.jpg 640x480: happiness 0.93 at 10,20 100x100}. */
  public static String text(
      Picture picture, List<Face> faces, Optional<List<Optional<String>>> persons) {
    StringBuilder line = new StringBuilder(picture.name());
    picture.seconds().ifPresent(t -> line.append(String.format(Locale.ROOT, " %.2f s", t)));
    line.append(' ')
        .append(picture.inFile(picture.frame().width()))
        .append('x')
        .append(picture.inFile(picture.frame().height()))
        .append(": ");
    line.append(
        faces.isEmpty()
            ? "no face"
            : String.join(
                "; ",
                IntStream.range(0, faces.size())
                    .mapToObj(i -> words(picture, faces.get(i), persons.flatMap(all -> all.get(i))))
                    .toList()));
    return line.toString();
  }

  private static String words(Picture picture, Face face, Optional<String> person) {
    return "%s at %d,%d %dx%d%s"
        .formatted(
            face.words().isEmpty()
                ? face.scores()
                : String.format(
                    Locale.ROOT,
                    "%s %.2f (%s)",
                    face.label(),
                    face.words().get(face.label()),
                    face.scores().top()),
            picture.inFile(face.box().x()),
            picture.inFile(face.box().y()),
            picture.inFile(face.box().width()),
            picture.inFile(face.box().height()),
            person.map(name -> " (" + name + ")").orElse(""));
  }

  /** All eight scores by label. */
  static ObjectNode scores(EmotionScores scores) {
    ObjectNode node = JSON.createObjectNode();
    for (Emotion emotion : Emotion.all()) {
      node.put(emotion.label(), rounded(scores.of(emotion)));
    }
    return node;
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
