package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.TurnedJpeg;
import io.moodspeaker.model.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, false, false", "3, true, true", "6, true, false", "8, false, true"})
  void a_photograph_is_turned_as_its_exif_data_says(int orientation, boolean right, boolean bottom)
      throws IOException {
    Path file = Files.write(folder.resolve("phone.jpg"), TurnedJpeg.of(64, 32, orientation));

    Frame frame = Pictures.read(file);

    assertThat(frame.width()).isEqualTo(orientation >= 5 ? 32 : 64);
    int x = right ? frame.width() * 3 / 4 : frame.width() / 4;
    int y = bottom ? frame.height() * 3 / 4 : frame.height() / 4;
    int red = frame.bgr()[3 * (y * frame.width() + x) + 2] & 0xff;
    assertThat(red).isGreaterThan(200);
  }

  @ParameterizedTest
  @CsvSource({"8193, 8192", "65500, 65500", "2000000000, 2000000000"})
  void a_picture_that_is_too_large_is_named_before_it_is_decoded(int width, int height)
      throws IOException {
    Path file = Files.write(folder.resolve("huge.png"), png(width, height));

    assertThatThrownBy(() -> Pictures.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " has ")
        .hasMessageEndingWith("million pixels, at most 67 million can be read; scale it down");
  }

  /** A PNG of one pixel whose head claims another size. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", out);
    ByteBuffer png = ByteBuffer.wrap(out.toByteArray());
    png.putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(png.array(), 12, 17);
    return png.putInt(29, (int) sum.getValue()).array();
  }

  @Test
  void what_cannot_be_read_is_named() throws IOException {
    Path missing = folder.resolve("missing.png");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    byte[] whole = TurnedJpeg.stored(64, 32);
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, 100));

    for (Path file : new Path[] {missing, empty, text, cut}) {
      assertThatThrownBy(() -> Pictures.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + " ");
    }
  }

  @Test
  void a_file_that_was_there_is_replaced_as_a_whole() throws IOException {
    Path fresh = folder.resolve("fresh.jpg");
    Path old = Files.write(folder.resolve("old.jpg"), new byte[50_000]);
    float[] face = new float[3 * 32 * 32];

    Pictures.write(fresh, face, 32, 40);
    Pictures.write(old, face, 32, 40);

    assertThat(old).hasSameBinaryContentAs(fresh);
    assertThat(Pictures.read(old).width()).isEqualTo(32);
  }

  @Test
  void a_file_that_cannot_be_written_is_named_with_the_reason() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    Path file = taken.resolve("happy/1.jpg");

    assertThatThrownBy(() -> Pictures.write(file, new float[3 * 16 * 16], 16, 40))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " can't be written: ")
        .hasMessageEndingWith("; make room or choose another folder");
  }
}
