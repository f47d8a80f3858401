package io.moodspeaker.history.jfreechart;

import io.moodspeaker.history.Recording;
import io.moodspeaker.history.ScoreSpan;
import io.moodspeaker.model.Emotion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.time.FixedMillisecond;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;

/** Scores over time as a PNG. */
public final class HistoryPlot {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 600;

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

  private HistoryPlot() {}

  /** Draws a recording; the caller closes the stream. */
  public static void write(Recording recording, OutputStream out) throws IOException {
    TimeSeriesCollection all = new TimeSeriesCollection();
    for (Emotion emotion : Emotion.all()) {
      TimeSeries series = new TimeSeries(emotion.label());
      for (ScoreSpan span : recording.spans()) {
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
    ChartUtils.writeChartAsPNG(out, chart, WIDTH, HEIGHT);
  }
}
