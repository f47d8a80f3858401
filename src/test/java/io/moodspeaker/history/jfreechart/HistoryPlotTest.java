package io.moodspeaker.history.jfreechart;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.history.Curve;
import io.moodspeaker.history.HeldMood;
import io.moodspeaker.history.History;
import io.moodspeaker.history.Recording;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

/** Time in which nobody looked is not shown as a mood. */
class HistoryPlotTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static Instant after(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private static void see(History history, int from, int to) {
    for (Instant t = after(from); t.isBefore(after(to)); t = t.plusSeconds(1)) {
      history.seen(t, EmotionScores.only(Emotion.HAPPINESS));
    }
  }

  /** Ten minutes of happiness, three hours of nothing, ten minutes of sadness, and absence. */
  private static Recording cutShort() {
    History history = new History();
    history.mood(NOON, Mood.HAPPINESS);
    see(history, 0, 10);
    see(history, 190, 200);
    history.mood(after(190).plusSeconds(6), Mood.SADNESS);
    history.mood(after(200), Mood.ABSENT);
    return history.all();
  }

  @Test
  void a_mood_ends_where_the_speaker_was_off_and_absence_does_not() {
    assertThat(cutShort().held(after(300)))
        .containsExactly(
            new HeldMood(NOON, after(10), "happiness"),
            new HeldMood(after(190).plusSeconds(6), after(200), "sadness"),
            new HeldMood(after(200), after(300), "absent"));
    Recording now = new History().all();
    assertThat(now.held(NOON)).isEmpty();
  }

  @Test
  void shades_and_lines_leave_that_time_free() {
    XYPlot plot = HistoryPlot.chart(cutShort()).getXYPlot();
    List<IntervalMarker> shades = new ArrayList<>();
    for (Object marker : plot.getDomainMarkers(Layer.BACKGROUND)) {
      shades.add((IntervalMarker) marker);
    }
    assertThat(shades).hasSize(2);
    assertThat(shades.getFirst().getEndValue()).isEqualTo((double) after(10).toEpochMilli());
    XYDataset lines = plot.getDataset();
    int happiness = Emotion.HAPPINESS.ordinal();
    List<Double> ends = new ArrayList<>();
    for (int i = 0; i < lines.getItemCount(happiness); i++) {
      if (Double.isNaN(lines.getYValue(happiness, i))) {
        ends.add(lines.getXValue(happiness, i));
      }
    }
    assertThat(ends)
        .singleElement()
        .satisfies(
            end ->
                assertThat(end)
                    .isBetween(
                        (double) after(8).toEpochMilli(), (double) after(11).toEpochMilli()));
  }

  @Test
  void neither_does_the_pages_curve_show_it_as_a_mood() {
    assertThat(Curve.of(cutShort(), after(60), after(300), 100).get("moods").toString())
        .doesNotContain("happiness")
        .contains("sadness")
        .contains("end=" + after(200).toEpochMilli());
  }
}
