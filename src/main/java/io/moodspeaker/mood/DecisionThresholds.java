package io.moodspeaker.mood;

/**
 * How much must be seen before a mood is believed.
 *
 * @param observations how many observations with a face the window must hold, 1 or more
 * @param enter the mean score from which an emotion may become the mood, above 0 to 1
 * @param margin by how much a challenger must lead the present mood, and how far below {@code
 *     enter} the present mood may fall before it is doubted; 0 to {@code enter}
 */
public record DecisionThresholds(int observations, double enter, double margin) {
  /**
   * Three observations, of which one alone can bring an emotion to at most 0.33. Enter at 0.40:
   * above that one frame, above three emotions that share a face equally, and below what a clear
   * but mild expression scores. Margin 0.15: the difference of two means over six frames scatters
   * by about 0.05 when single scores scatter by 0.09, so chance seldom crosses it, and a clear
   * expression (0.7 against 0.1) crosses it in 0.6 of a window.
   */
  public static final DecisionThresholds DEFAULT = new DecisionThresholds(3, 0.40, 0.15);

  public DecisionThresholds {
    if (observations < 1) {
      throw new IllegalArgumentException("observations must be 1 or more, was " + observations);
    }
    if (!(enter > 0 && enter <= 1)) {
      throw new IllegalArgumentException("enter must be above 0 and at most 1, was " + enter);
    }
    if (!(margin >= 0 && margin <= enter)) {
      throw new IllegalArgumentException(
          "margin must be 0 to enter (" + enter + "), was " + margin);
    }
  }

  /** The mean score below which the present mood is doubted. */
  public double exit() {
    return enter - margin;
  }
}
