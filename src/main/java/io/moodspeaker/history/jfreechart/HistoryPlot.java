package io.moodspeaker.history.jfreechart;

import io.moodspeaker.history.Curve;
import io.moodspeaker.history.HistoryNote;
import io.moodspeaker.history.Recording;
import io.moodspeaker.history.ScoreSpan;
import io.moodspeaker.model.Emotion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
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
    List<ScoreSpan> spans = spans(recording);
    TimeSeriesCollection all = new TimeSeriesCollection();
    for (Emotion emotion : Emotion.all()) {
      TimeSeries series = new TimeSeries(emotion.label());
      for (ScoreSpan span : spans) {
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
      shade(plot, recording.moods(), spans.getFirst().begin(), spans.getLast().begin());
    }
    ChartUtils.writeChartAsPNG(out, chart, WIDTH, HEIGHT);
  }

  private static List<ScoreSpan> spans(Recording recording) {
    List<ScoreSpan> spans = recording.spans();
    if (spans.isEmpty()) {
      return spans;
    }
    Instant from = spans.getFirst().begin();
    Duration step = Duration.between(from, spans.getLast().begin()).dividedBy(POINTS);
    return step.isZero() ? spans : Curve.thinned(spans, from, step);
  }

  private static void shade(XYPlot plot, List<HistoryNote> moods, Instant from, Instant to) {
    for (int i = 0; i < moods.size(); i++) {
      Instant end = i + 1 < moods.size() ? moods.get(i + 1).time() : to;
      int emotion = LABELS.indexOf(moods.get(i).what());
      if (emotion >= 0 && end.isAfter(from)) {
        IntervalMarker held =
            new IntervalMarker(
                Math.max(moods.get(i).time().toEpochMilli(), from.toEpochMilli()),
                end.toEpochMilli(),
                COLOURS.get(emotion));
        held.setAlpha(SHADE);
        plot.addDomainMarker(held, Layer.BACKGROUND);
      }
    }
  }
}
