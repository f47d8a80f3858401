package io.moodspeaker.support.exif;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Files that are called pictures. */
class PictureHeaderPropertiesTest {
  @Provide
  Arbitrary<byte[]> files() throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (String format : List.of("jpg", "png", "gif", "bmp", "tiff")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_3BYTE_BGR), format, bytes);
      pictures.add(bytes.toByteArray());
    }
    pictures.add("P6\n# a comment\n9 7\n255\n".getBytes(StandardCharsets.US_ASCII));
    pictures.add(
        "RIFF\u001a\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\b\0\0\u0006\0\0"
            .getBytes(StandardCharsets.ISO_8859_1));
    return Garbage.bytes(pictures.toArray(byte[][]::new));
  }

  @Property(tries = 1000)
  void what_is_said_of_a_file_is_within_bounds(@ForAll("files") byte[] file) {
    PictureHeader header = PictureHeader.of(file);
    assertThat(header.width()).isNotNegative();
    assertThat(header.height()).isNotNegative();
    assertThat(header.pixelAspect()).isBetween(0.25, 4.0);
  }
}
