package io.moodspeaker.camera;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a camera is asked to send.
 *
 * @param size {@code 640x480}; empty for what suits the kind of camera
 * @param fps frames a second; empty for what suits the kind of camera
 * @param rotation what is done with each frame
 * @param allowInvalidTls whether a certificate is believed that does not fit
 */
public record StreamSettings(
    Optional<FrameSize> size, Optional<Integer> fps, Rotation rotation, boolean allowInvalidTls) {
  /** As cameras come. */
  public static final StreamSettings DEFAULT =
      new StreamSettings(Optional.empty(), Optional.empty(), Rotation.NONE, false);

  /** The size in which a face at two metres has 64 pixels and a webcam sends most frames. */
  private static final FrameSize USUAL = new FrameSize(640, 480);

  /** A size in pixels. */
  public record FrameSize(int width, int height) {
    private static final Pattern FORM = Pattern.compile("([0-9]{2,5})x([0-9]{2,5})");

    /**
     * Reads {@code 640x480}.
     *
     * @throws IllegalArgumentException if it is no size; the message begins with "must be"
     */
    public static FrameSize parse(String text) {
      Matcher form = FORM.matcher(text);
      if (form.matches()) {
        FrameSize size =
            new FrameSize(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        if (size.isWithin(64, 4096)) {
          return size;
        }
      }
      throw new IllegalArgumentException(
          "must be a width and a height of 64 to 4096, such as 640x480");
    }

    private boolean isWithin(int least, int most) {
      return Math.min(width, height) >= least && Math.max(width, height) <= most;
    }
  }

  /** The width to ask a device for, in pixels. */
  public int width() {
    return size.orElse(USUAL).width();
  }

  /** The height to ask a device for, in pixels. */
  public int height() {
    return size.orElse(USUAL).height();
  }

  /** The longest side that frames of a camera shall have which sends what it likes. */
  public int longestSide(int usual) {
    return size.map(wish -> Math.max(wish.width(), wish.height())).orElse(usual);
  }
}
