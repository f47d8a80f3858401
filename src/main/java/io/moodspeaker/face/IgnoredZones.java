package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.List;
import java.util.stream.Stream;

/**
 * Parts of the picture in which no face counts, such as a poster or a television.
 *
 * @param zones in shares of the picture
 */
public record IgnoredZones(List<Zone> zones) {
  /** None. */
  public static final IgnoredZones NONE = new IgnoredZones(List.of());

  /** A rectangle in shares of the picture's width and height, 0 to 1, from the top left. */
  public record Zone(double x, double y, double width, double height) {
    public Zone {
      if (!(x >= 0 && y >= 0 && width > 0 && height > 0)
          || x + width > 1.0001
          || y + height > 1.0001) {
        throw new IllegalArgumentException(
            "must be x,y,width,height in shares of the picture, as in 0.7,0,0.3,0.5");
      }
    }
  }

  public IgnoredZones {
    zones = List.copyOf(zones);
  }

  /**
   * Zones written as {@code x,y,width,height; …}.
   *
   * @throws IllegalArgumentException if they are not written so
   */
  public static IgnoredZones of(String text) {
    return text.isBlank()
        ? NONE
        : new IgnoredZones(Stream.of(text.split(";", -1)).map(IgnoredZones::zone).toList());
  }

  private static Zone zone(String text) {
    String[] parts = text.strip().split("\\s*,\\s*", -1);
    if (parts.length != 4
        || !Stream.of(parts).allMatch(part -> part.matches("[01]?\\.?[0-9]{1,6}"))) {
      throw new IllegalArgumentException(
          "must be x,y,width,height in shares of the picture, as in 0.7,0,0.3,0.5");
    }
    double[] numbers = Stream.of(parts).mapToDouble(Double::parseDouble).toArray();
    return new Zone(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** Whether the middle of a face lies in one of them. */
  public boolean hold(Frame frame, Box face) {
    double x = (face.x() + face.width() / 2.0) / frame.width();
    double y = (face.y() + face.height() / 2.0) / frame.height();
    return zones.stream()
        .anyMatch(
            zone ->
                x >= zone.x()
                    && x <= zone.x() + zone.width()
                    && y >= zone.y()
                    && y <= zone.y() + zone.height());
  }
}
