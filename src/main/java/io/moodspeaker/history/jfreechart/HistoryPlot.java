package io.moodspeaker.history.jfreechart;

import io.moodspeaker.history.Curve;
import io.moodspeaker.history.HeldMood;
import io.moodspeaker.history.History;
import io.moodspeaker.history.Recording;
import io.moodspeaker.history.ScoreSpan;
import io.moodspeaker.model.Emotion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.time.FixedMillisecond;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;

/** Scores over time as a PNG, with the moods as shades behind them. */
public final class HistoryPlot {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 600;

  /** More points than these can't be told apart. */
  private static final int POINTS = 240;

  private static final float SHADE = 0.18f;

  /** In the order of emotions; the page's colours on white. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0xb83a2b),
          new Color(0x7d5a8c),
          new Color(0x5f7a1f),
          new Color(0x54469e),
          new Color(0xa86b00),
          new Color(0x6f6a62),
          new Color(0x2a66a5),
          new Color(0xa8377e));

  private static final List<String> LABELS = Emotion.all().stream().map(Emotion::label).toList();

  private HistoryPlot() {}

  /** Draws a recording; the caller closes the stream. */
  public static void write(Recording recording, OutputStream out) throws IOException {
    ChartUtils.writeChartAsPNG(out, chart(recording), WIDTH, HEIGHT);
  }

  /** The picture before it is drawn. */
  static JFreeChart chart(Recording recording) {
    Duration step = step(recording.spans());
    List<ScoreSpan> spans =
        step.isZero()
            ? recording.spans()
            : Curve.thinned(recording.spans(), recording.spans().getFirst().begin(), step);
    Duration gap = Collections.max(List.of(Recording.GAP, step.multipliedBy(2)));
    TimeSeriesCollection all = new TimeSeriesCollection();
    for (Emotion emotion : Emotion.all()) {
      TimeSeries series = new TimeSeries(emotion.label());
      Instant last = Instant.MAX;
      for (ScoreSpan span : spans) {
        if (last.isBefore(span.begin().minus(gap))) {
          series.add(new FixedMillisecond(Date.from(last.plusMillis(1))), null); // Ends the line.
        }
        last = span.begin();
        series.addOrUpdate(
            new FixedMillisecond(Date.from(span.begin())), span.scores().of(emotion));
      }
      all.addSeries(series);
    }
    JFreeChart chart =
        ChartFactory.createTimeSeriesChart(
            "What faces showed", null, "score", all, true, false, false);
    XYPlot plot = chart.getXYPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.getRangeAxis().setRange(0, 1);
    for (int i = 0; i < COLOURS.size(); i++) {
      plot.getRenderer().setSeriesPaint(i, COLOURS.get(i));
      plot.getRenderer().setSeriesStroke(i, new BasicStroke(1.5f));
    }
    if (!spans.isEmpty()) {
      Instant end = recording.spans().getLast().begin().plus(History.SPAN);
      shade(plot, recording.held(end), spans.getFirst().begin());
    }
    return chart;
  }

  private static Duration step(List<ScoreSpan> spans) {
    return spans.isEmpty()
        ? Duration.ZERO
        : Duration.between(spans.getFirst().begin(), spans.getLast().begin()).dividedBy(POINTS);
  }

  private static void shade(XYPlot plot, List<HeldMood> moods, Instant from) {
    for (HeldMood mood : moods) {
      int emotion = LABELS.indexOf(mood.mood());
      if (emotion >= 0 && mood.end().isAfter(from)) {
        IntervalMarker held =
            new IntervalMarker(
                Math.max(mood.begin().toEpochMilli(), from.toEpochMilli()),
                mood.end().toEpochMilli(),
                COLOURS.get(emotion));
        held.setAlpha(SHADE);
        plot.addDomainMarker(held, Layer.BACKGROUND);
      }
    }
  }
}
