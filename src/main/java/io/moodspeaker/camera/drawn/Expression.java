package io.moodspeaker.camera.drawn;

import io.moodspeaker.model.Emotion;

/**
 * What the drawn face does with its muscles. All values are 0 at rest and may go a little beyond
 * their range while one expression passes into another.
 */
public record Expression(Brows brows, Lids lids, Mouth mouth, Cheeks cheeks) {
  /**
   * The eyebrows.
   *
   * @param inner how far the inner ends are raised, -1 (lowered) to 1
   * @param outer how far the outer ends are raised, -1 to 1
   * @param pinch how far they are drawn together, 0 to 1
   */
  public record Brows(double inner, double outer, double pinch) {
    Brows toward(Brows to, double t) {
      return new Brows(mix(inner, to.inner, t), mix(outer, to.outer, t), mix(pinch, to.pinch, t));
    }
  }

  /**
   * The eyelids.
   *
   * @param open how far the upper lids are raised, -1 (shut) to 1 (wide)
   * @param tight how far the lower lids are pushed up, 0 to 1
   * @param down how far the eyes look down, -1 (up) to 1
   */
  public record Lids(double open, double tight, double down) {
    Lids toward(Lids to, double t) {
      return new Lids(mix(open, to.open, t), mix(tight, to.tight, t), mix(down, to.down, t));
    }
  }

  /**
   * The mouth.
   *
   * @param corners how far the corners are raised, -1 (drawn down) to 1
   * @param width how far it is stretched, -1 (puckered) to 1
   * @param open how far the jaw drops, 0 to 1
   * @param lips how far the upper lip is raised off the teeth, -1 (lips pressed) to 1
   * @param skew how much more the left corner does than the right, 0 to 1
   */
  public record Mouth(double corners, double width, double open, double lips, double skew) {
    Mouth toward(Mouth to, double t) {
      return new Mouth(
          mix(corners, to.corners, t),
          mix(width, to.width, t),
          mix(open, to.open, t),
          mix(lips, to.lips, t),
          mix(skew, to.skew, t));
    }
  }

  /**
   * Cheeks and nose.
   *
   * @param raised how far the cheeks are pushed up, 0 to 1
   * @param wrinkled how far the nose is wrinkled, 0 to 1
   */
  public record Cheeks(double raised, double wrinkled) {
    Cheeks toward(Cheeks to, double t) {
      return new Cheeks(mix(raised, to.raised, t), mix(wrinkled, to.wrinkled, t));
    }
  }

  /**
   * The expression that stands for an emotion, in the words of Ekman and Friesen's action units.
   */
  public static Expression of(Emotion emotion) {
    return switch (emotion) {
      case NEUTRAL -> face(brows(0, 0, 0), lids(0, 0, 0), mouth(0, 0, 0, 0), cheeks(0, 0));
      case HAPPINESS ->
          face(brows(.1, .1, 0), lids(-.1, .55, 0), mouth(1, .75, .3, .45), cheeks(1, 0));
      case SURPRISE -> face(brows(1, 1, 0), lids(1, 0, 0), mouth(-.05, -.45, 1, 0), cheeks(0, 0));
      case SADNESS ->
          face(brows(1, -.9, .45), lids(-.4, .15, .45), mouth(-.8, .1, .12, -.3), cheeks(.1, .2));
      case ANGER ->
          face(brows(-1, -.3, .8), lids(.1, 1, 0), mouth(-.9, -.1, .8, 1), cheeks(.1, .7));
      case FEAR ->
          face(brows(1, -.2, .6), lids(1, .4, .1), mouth(-.85, .9, .5, .4), cheeks(.2, .3));
      case DISGUST ->
          face(brows(-.4, -.1, .3), lids(-.7, .7, .3), mouth(-.4, -.5, .3, .8), cheeks(.6, 1));
      case CONTEMPT ->
          new Expression(
              brows(-.1, .2, 0), lids(-.2, .2, 0), new Mouth(.55, 0, 0, -.3, 1), cheeks(.15, 0));
    };
  }

  /** The way from this expression to another: itself at 0, the other at 1. */
  public Expression toward(Expression to, double t) {
    return new Expression(
        brows.toward(to.brows, t),
        lids.toward(to.lids, t),
        mouth.toward(to.mouth, t),
        cheeks.toward(to.cheeks, t));
  }

  /** The same with the eyes shut by a part, 0 to 1. */
  Expression blinking(double shut) {
    return new Expression(
        brows, new Lids(mix(lids.open, -1, shut), lids.tight, lids.down), mouth, cheeks);
  }

  private static Expression face(Brows brows, Lids lids, Mouth mouth, Cheeks cheeks) {
    return new Expression(brows, lids, mouth, cheeks);
  }

  private static Brows brows(double inner, double outer, double pinch) {
    return new Brows(inner, outer, pinch);
  }

  private static Lids lids(double open, double tight, double down) {
    return new Lids(open, tight, down);
  }

  private static Mouth mouth(double corners, double width, double open, double lips) {
    return new Mouth(corners, width, open, lips, 0);
  }

  private static Cheeks cheeks(double raised, double wrinkled) {
    return new Cheeks(raised, wrinkled);
  }

  private static double mix(double from, double to, double t) {
    return from + (to - from) * t;
  }
}
