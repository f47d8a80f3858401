package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A pipe or a stream of JPEGs that has been damaged. */
class JpegSplitterPropertiesTest {
  @Provide
  Arbitrary<byte[]> streams() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(16, 12, BufferedImage.TYPE_3BYTE_BGR), "jpg", jpeg);
    return Garbage.bytes(jpeg.toByteArray());
  }

  @Property(tries = 500)
  void what_comes_out_are_pieces_that_begin_as_jpegs_and_it_ends(@ForAll("streams") byte[] stream)
      throws Exception {
    JpegSplitter splitter = new JpegSplitter(new ByteArrayInputStream(stream));
    int total = 0;
    Optional<byte[]> next = splitter.next();
    while (next.isPresent()) {
      assertThat(next.get()).startsWith(0xff, 0xd8);
      total += next.get().length;
      next = splitter.next();
    }
    assertThat(total).isLessThanOrEqualTo(stream.length);
  }
}
