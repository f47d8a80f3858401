package io.moodspeaker.emotion.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a detect request.
 *
 * @param emotion whether scores are wanted beside the rectangles
 */
record DetectQuery(boolean emotion) {
  private static final Set<String> OPTIONS =
      Set.of(
          "returnFaceId",
          "returnFaceLandmarks",
          "returnFaceAttributes",
          "recognitionModel",
          "returnRecognitionModel",
          "detectionModel",
          "faceIdTimeToLive");

  private static final Map<String, Set<String>> MODELS =
      Map.of(
          "detectionModel", Set.of("detection_01", "detection_02", "detection_03"),
          "recognitionModel",
              Set.of("recognition_01", "recognition_02", "recognition_03", "recognition_04"));

  /**
   * The options of a raw query string.
   *
   * <p>Face identifiers are left out where the contract's default would return them: we don't tell
   * people apart, and only who asks for them by name is refused.
   */
  static DetectQuery of(Optional<String> raw) throws ErrorResponse {
    boolean emotion = false;
    String detection = "detection_01";
    Set<String> seen = new HashSet<>();
    for (String pair : raw.orElse("").split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!OPTIONS.contains(name)) {
        throw ErrorResponse.badArgument("'" + shown(name) + "' is no option of detect.");
      }
      if (!seen.add(name)) {
        throw ErrorResponse.badArgument("'" + name + "' is given twice.");
      }
      switch (name) {
        case "returnFaceId", "returnFaceLandmarks", "returnRecognitionModel" -> {
          if (isTrue(name, value)) {
            throw ErrorResponse.unsupportedFeature(
                "Feature is not supported: " + name + "; this server only reads emotions.");
          }
        }
        case "returnFaceAttributes" -> emotion = wantsEmotion(value);
        case "recognitionModel", "detectionModel" -> {
          if (!MODELS.get(name).contains(value)) {
            throw ErrorResponse.badArgument("'" + name + "' is invalid.");
          }
          if (name.equals("detectionModel")) {
            detection = value;
          }
        }
        case "faceIdTimeToLive" -> {
          if (!value.matches("\\d{2,5}")
              || Integer.parseInt(value) < 60
              || Integer.parseInt(value) > 86_400) {
            throw ErrorResponse.badArgument("'faceIdTimeToLive' is invalid: 60 to 86400 seconds.");
          }
        }
        default -> throw new IllegalStateException(name);
      }
    }
    if (emotion && !detection.equals("detection_01")) {
      throw ErrorResponse.badArgument(
          "Face attribute 'emotion' is not supported by " + detection + ".");
    }
    return new DetectQuery(emotion);
  }

  private static boolean wantsEmotion(String value) throws ErrorResponse {
    if (value.isBlank()) {
      return false;
    }
    for (String attribute : value.split(",", -1)) {
      if (!attribute.strip().equalsIgnoreCase("emotion")) {
        throw ErrorResponse.badArgument(
            "'returnFaceAttributes' is invalid: '"
                + shown(attribute.strip())
                + "' is not known here, 'emotion' is.");
      }
    }
    return true;
  }

  private static boolean isTrue(String name, String value) throws ErrorResponse {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ErrorResponse.badArgument("'" + name + "' is invalid: true or false.");
    };
  }

  private static String decoded(String text) throws ErrorResponse {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ErrorResponse.badArgument("The query is not encoded as it should be.");
    }
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
