package io.moodspeaker.web;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.model.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What happens, as JSON on one line. */
public final class EventJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private EventJson() {}

  /** {@code {"faces":[{"box":[x,y,width,height],"scores":{…}}]}}, in pixels of the frame. */
  public static String of(Observation seen) {
    return of(Map.of("faces", seen.faces().stream().map(EventJson::face).toList()));
  }

  private static Map<String, Object> face(Face face) {
    Box box = face.box();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("box", List.of(box.x(), box.y(), box.width(), box.height()));
    fields.put("scores", map(face.scores()));
    if (face.track() > 0) {
      fields.put("track", face.track());
    }
    face.person().ifPresent(person -> fields.put("person", person));
    if (!face.words().isEmpty()) {
      fields.put("label", face.label());
    }
    return fields;
  }

  /** The scores by emotion, to four places. */
  public static Map<String, Double> map(EmotionScores scores) {
    Map<String, Double> map = new LinkedHashMap<>();
    scores
        .toMap()
        .forEach(
            (emotion, score) -> map.put(emotion.label(), Math.round(score * 10_000) / 10_000.0));
    return map;
  }

  /** {@code {"mood":…,"from":…,"held":seconds,"confidence":…}}. */
  public static String of(MoodChange change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mood", change.mood().label());
    fields.put("from", change.from().label());
    fields.put("held", change.held().toMillis() / 1000.0);
    fields.put("confidence", change.confidence());
    change.person().ifPresent(person -> fields.put("person", person));
    return of(fields);
  }

  /** {@code {"answer":…,"sink":…,"result":…,"what":…,"why":…}}. */
  public static String of(Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("answer", outcome.answer());
    fields.put("sink", outcome.sink());
    fields.put("result", outcome.result().name().toLowerCase(Locale.ROOT));
    fields.put("what", outcome.what());
    outcome.why().ifPresent(why -> fields.put("why", why));
    return of(fields);
  }

  /** Any map of plain values. */
  public static String of(Map<String, Object> fields) {
    return JSON.writeValueAsString(fields);
  }
}
