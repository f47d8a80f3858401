package io.moodspeaker.support.exif;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.TurnedJpeg;
import io.moodspeaker.support.exif.PictureHeader.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureHeaderTest {
  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR), format, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"jpg, JPEG", "png, PNG", "gif, GIF", "bmp, BMP", "tiff, TIFF"})
  void the_size_is_read_without_decoding(String suffix, Format format) throws IOException {
    assertThat(PictureHeader.of(picture(suffix)))
        .isEqualTo(new PictureHeader(format, 40, 30, Orientation.UPRIGHT, 1));
  }

  @Test
  void the_size_of_a_portable_map_stands_between_comments() {
    byte[] pgm = "P5\n# a comment\n40 # more\n30\n255\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(PictureHeader.of(pgm))
        .isEqualTo(new PictureHeader(Format.PNM, 40, 30, Orientation.UPRIGHT, 1));
  }

  @Test
  void the_size_of_a_webp_is_read() {
    // RIFF, WEBP, VP8X: flags, then width and height less 1 in 24 bits each.
    ByteBuffer webp = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22);
    webp.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
    webp.put(new byte[] {39, 0, 0, 29, 0, 0});
    assertThat(PictureHeader.of(webp.array()))
        .isEqualTo(new PictureHeader(Format.WEBP, 40, 30, Orientation.UPRIGHT, 1));
  }

  @ParameterizedTest
  @CsvSource({"jpg", "png", "gif", "bmp", "tiff"})
  void a_damaged_file_says_less_and_breaks_nothing(String suffix) throws IOException {
    byte[] whole = picture(suffix);
    for (int length = 0; length < Math.min(whole.length, 200); length++) {
      PictureHeader.of(Arrays.copyOf(whole, length));
    }
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      byte[] bent = whole.clone();
      for (int i = 0; i < 8; i++) {
        bent[8 + random.nextInt(Math.min(bent.length, 120) - 8)] = (byte) random.nextInt(256);
      }
      assertThat(PictureHeader.of(bent).width()).isNotNegative();
    }
  }

  @Test
  void densities_without_a_unit_say_how_wide_a_pixel_is() throws IOException {
    byte[] jpeg = picture("jpg");
    assertThat(jpeg[13]).as("unit of the JFIF head").isZero();
    ByteBuffer.wrap(jpeg).putShort(14, (short) 1).putShort(16, (short) 2);
    assertThat(PictureHeader.of(jpeg).pixelAspect()).isEqualTo(2);
    jpeg[13] = 1;
    assertThat(PictureHeader.of(jpeg).pixelAspect()).as("dots an inch").isEqualTo(1);
    ByteBuffer.wrap(jpeg).put(13, (byte) 0).putShort(14, (short) 0);
    assertThat(PictureHeader.of(jpeg).pixelAspect()).as("divided by 0").isEqualTo(1);
  }

  @Test
  void a_png_says_so_too() throws IOException {
    byte[] png = picture("png");
    ByteBuffer with = ByteBuffer.allocate(png.length + 21).put(png, 0, 33);
    with.putInt(9).put("pHYs".getBytes(StandardCharsets.US_ASCII));
    with.putInt(2).putInt(1).put((byte) 0).putInt(0).put(png, 33, png.length - 33);
    assertThat(PictureHeader.of(with.array()).pixelAspect()).isEqualTo(0.5);
  }

  @Test
  void a_chunk_that_claims_gigabytes_asks_for_no_memory() throws IOException {
    byte[] png = picture("png");
    ByteBuffer.wrap(png).putInt(33, Integer.MAX_VALUE);
    assertThat(PictureHeader.of(png).width()).isEqualTo(40);
  }

  @Test
  void a_jpeg_that_lies_on_its_side_says_its_stored_size() throws IOException {
    assertThat(PictureHeader.of(TurnedJpeg.of(40, 30, 6)))
        .isEqualTo(new PictureHeader(Format.JPEG, 40, 30, new Orientation(6), 1));
  }
}
