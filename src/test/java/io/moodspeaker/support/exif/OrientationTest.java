package io.moodspeaker.support.exif;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.TurnedJpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  private static byte[] jpeg() throws IOException {
    return TurnedJpeg.stored(16, 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void is_read_in_both_byte_orders(int value) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] file = TurnedJpeg.with(jpeg(), TurnedJpeg.exif(value, order));

      assertThat(Orientation.of(file)).as(order.toString()).isEqualTo(new Orientation(value));
    }
  }

  @Test
  void is_found_behind_other_segments_and_other_tags() throws IOException {
    byte[] exif = TurnedJpeg.exif(6, ByteOrder.LITTLE_ENDIAN);
    byte[] two = new byte[exif.length + 12];
    System.arraycopy(exif, 0, two, 0, 20);
    System.arraycopy(exif, 20, two, 32, exif.length - 20);
    two[3] = (byte) (exif[3] + 12);
    two[18] = 2;
    byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 4, 'h', 'i'};
    byte[] xmp = {(byte) 0xff, (byte) 0xe1, 0, 9, 'h', 't', 't', 'p', ':', '/', '/'};

    byte[] file = TurnedJpeg.with(jpeg(), two);
    file = TurnedJpeg.with(TurnedJpeg.with(file, comment), xmp);

    assertThat(Orientation.of(file)).isEqualTo(new Orientation(6));
  }

  @Test
  void a_file_that_ends_early_is_upright() throws IOException {
    byte[] file = TurnedJpeg.with(jpeg(), TurnedJpeg.exif(6, ByteOrder.BIG_ENDIAN));

    for (int length = 0; length < 2 + TurnedJpeg.EXIF_BYTES; length++) {
      assertThat(Orientation.of(Arrays.copyOf(file, length)))
          .as("%d bytes", length)
          .isEqualTo(Orientation.UPRIGHT);
    }
    assertThat(Orientation.of(file)).isEqualTo(new Orientation(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void a_value_that_means_nothing_is_upright(int value) throws IOException {
    byte[] file = TurnedJpeg.with(jpeg(), TurnedJpeg.exif(value, ByteOrder.BIG_ENDIAN));

    assertThat(Orientation.of(file)).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void a_directory_that_lies_nowhere_is_upright() throws IOException {
    byte[] exif = TurnedJpeg.exif(6, ByteOrder.BIG_ENDIAN);
    // Behind the head, where it is looked for next, lies none either.
    ByteBuffer.wrap(exif).putShort(18, (short) 0);
    for (int offset : new int[] {-1, Integer.MAX_VALUE, 1000}) {
      ByteBuffer.wrap(exif).putInt(14, offset);

      assertThat(Orientation.of(TurnedJpeg.with(jpeg(), exif))).isEqualTo(Orientation.UPRIGHT);
    }
  }

  @Test
  void a_picture_without_exif_data_and_one_of_another_format_are_upright() throws IOException {
    assertThat(Orientation.of(jpeg())).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.of("GIF89a, not a JPEG".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Orientation.UPRIGHT);
  }

  /** The stored rows are abc and def. */
  @ParameterizedTest
  @CsvSource({
    "1, abcdef",
    "2, cbafed",
    "3, fedcba",
    "4, defabc",
    "5, adbecf",
    "6, daebfc",
    "7, fcebda",
    "8, cfbead"
  })
  void pixels_are_turned_upright(int value, String rows) {
    byte[] stored = bgr("abcdef");

    assertThat(new Orientation(value).upright(stored, 3, 2)).isEqualTo(bgr(rows));
    assertThat(stored).isEqualTo(bgr("abcdef"));
  }

  private static byte[] bgr(String pixels) {
    StringBuilder bgr = new StringBuilder();
    pixels.chars().forEach(c -> bgr.append((char) c).append((char) (c + 32)).append('.'));
    return bgr.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
