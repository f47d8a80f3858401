package io.moodspeaker.app.command;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.Evaluator;
import io.moodspeaker.training.Metrics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an evaluation showed, for people and for programs.
 *
 * @param head what was measured, and how
 */
record EvaluationReport(Map<String, Object> head, Evaluator.Result result) {
  String json() {
    Metrics metrics = result.metrics();
    Map<String, Object> all = new LinkedHashMap<>(head);
    all.put("n", metrics.n());
    all.put("missed", result.missed());
    all.put("accuracy", round(metrics.accuracy()));
    all.put("macro_f1", round(metrics.macroF1()));
    all.put("macro_recall", round(metrics.macroRecall()));
    if (metrics.n(Emotion.NEUTRAL) > 0) {
      all.put("neutral_called_else", round(1 - metrics.recall(Emotion.NEUTRAL)));
    }
    all.put("ece", round(metrics.calibrationError()));
    all.put("log_loss", round(metrics.logLoss()));
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (Emotion emotion : Emotion.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("precision", round(metrics.precision(emotion)));
      one.put("recall", round(metrics.recall(emotion)));
      one.put("n", metrics.n(emotion));
      perClass.put(emotion.label(), one);
    }
    all.put("per_class", perClass);
    all.put("confusion", metrics.confusion());
    List<Map<String, Object>> bins = new ArrayList<>();
    for (Metrics.Bin bin : metrics.bins()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("n", bin.n());
      one.put("confidence", round(bin.confidence()));
      one.put("accuracy", round(bin.accuracy()));
      bins.add(one);
    }
    all.put("reliability", bins);
    return JsonMapper.shared().writeValueAsString(all);
  }

  static double round(double value) {
    return Math.round(value * 1e5) / 1e5;
  }

  String text() {
    Metrics metrics = result.metrics();
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(
        head.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
    out.printf(Locale.ROOT, "%nfaces       %7d%n", metrics.n());
    if (result.missed() > 0) {
      out.printf(Locale.ROOT, "not found   %7d%n", result.missed());
    }
    out.printf(Locale.ROOT, "accuracy    %7.4f%n", metrics.accuracy());
    out.printf(Locale.ROOT, "macro F1    %7.4f%n", metrics.macroF1());
    out.printf(Locale.ROOT, "macro recall %6.4f%n", metrics.macroRecall());
    if (metrics.n(Emotion.NEUTRAL) > 0) {
      out.printf(
          Locale.ROOT,
          "neutral     %7.4f called something else%n",
          1 - metrics.recall(Emotion.NEUTRAL));
    }
    out.printf(Locale.ROOT, "ECE         %7.4f%n", metrics.calibrationError());
    out.printf(Locale.ROOT, "log loss    %7.4f%n", metrics.logLoss());
    out.printf(
        Locale.ROOT,
        "%n%-10s %6s %10s %7s   answers: %s%n",
        "truth",
        "faces",
        "precision",
        "recall",
        Emotion.all().stream()
            .map(emotion -> emotion.label().substring(0, 4))
            .collect(Collectors.joining("  ")));
    for (Emotion emotion : Emotion.all()) {
      out.printf(
          Locale.ROOT,
          "%-10s %6d %10.3f %7.3f          %s%n",
          emotion.label(),
          metrics.n(emotion),
          metrics.precision(emotion),
          metrics.recall(emotion),
          Arrays.stream(metrics.confusion()[emotion.ordinal()])
              .mapToObj(n -> String.format(Locale.ROOT, "%6d", n))
              .collect(Collectors.joining()));
    }
    out.flush();
    return text.toString();
  }
}
