package io.moodspeaker.emotion.azure;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the contract's JSON: what it doesn't know is skipped, what is missing is an error. */
final class FaceAnswers {
  /**
   * What a server says went wrong.
   *
   * @param code the innermost code; empty when the body holds none
   * @param message the innermost message, for people; may be empty
   */
  record Problem(String code, String message) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private FaceAnswers() {}

  /**
   * The faces of an answer, in the frame's pixels.
   *
   * @throws EmotionException if the answer is not one of the contract
   */
  static List<Face> faces(byte[] json, SentPicture picture) throws EmotionException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      // Without its words and cause: they quote the answer, and an answer may quote the key.
      TokenStreamLocation place = e.getLocation();
      throw new EmotionException(
          place == null
              ? "malformed answer: JSON that is too deep or too long"
              : "malformed answer: no JSON at line %d, column %d"
                  .formatted(place.getLineNr(), place.getColumnNr()));
    }
    if (!root.isArray()) {
      throw new EmotionException("malformed answer: an array of faces was expected");
    }
    List<Face> faces = new ArrayList<>();
    for (JsonNode node : root) {
      Box box = box(node.path("faceRectangle"), picture);
      EmotionScores scores = scores(node.path("faceAttributes").path("emotion"));
      if (Math.min(box.width(), box.height()) >= SentPicture.MINIMUM_FACE) {
        faces.add(new Face(picture.inFrame(box), scores));
      }
    }
    return faces;
  }

  /** What an error's body says; nothing when it is no JSON. */
  static Problem problem(byte[] json) {
    JsonNode error;
    try {
      error = JSON.readTree(json).path("error");
    } catch (JacksonException e) {
      return new Problem("", "");
    }
    JsonNode inner = error.path("innererror").isObject() ? error.path("innererror") : error;
    return new Problem(inner.path("code").asString(""), inner.path("message").asString(""));
  }

  private static Box box(JsonNode rectangle, SentPicture picture) throws EmotionException {
    int left = pixels(rectangle, "left");
    int top = pixels(rectangle, "top");
    int width = pixels(rectangle, "width");
    int height = pixels(rectangle, "height");
    // A box may reach over the edge, but not by more than itself.
    if (width <= 0
        || height <= 0
        || left <= -width
        || top <= -height
        || left >= picture.width()
        || top >= picture.height()
        || width > 2 * picture.width()
        || height > 2 * picture.height()) {
      throw new EmotionException(
          "malformed answer: faceRectangle "
              + width
              + "x"
              + height
              + " at "
              + left
              + ","
              + top
              + " lies outside of the picture of "
              + picture.width()
              + "x"
              + picture.height());
    }
    return new Box(left, top, width, height);
  }

  private static int pixels(JsonNode rectangle, String field) throws EmotionException {
    JsonNode value = rectangle.path(field);
    if (!value.isNumber() || !(Math.abs(value.doubleValue()) < 1e6)) {
      throw new EmotionException("malformed answer: faceRectangle." + field + " is no pixel count");
    }
    return (int) Math.round(value.doubleValue());
  }

  private static EmotionScores scores(JsonNode emotion) throws EmotionException {
    double[] values = new double[Emotion.all().size()];
    for (Emotion each : Emotion.all()) {
      JsonNode value = emotion.path(each.label());
      if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
        throw new EmotionException(
            "malformed answer: faceAttributes.emotion."
                + each.label()
                + " is no score of 0 to 1; does this server read emotions?");
      }
      values[each.ordinal()] = value.doubleValue();
    }
    try {
      return EmotionScores.of(values);
    } catch (IllegalArgumentException e) {
      throw new EmotionException("malformed answer: " + e.getMessage(), e);
    }
  }
}
