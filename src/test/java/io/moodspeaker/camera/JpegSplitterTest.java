package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SuppressWarnings("InputStreamSlowMultibyteRead")
class JpegSplitterTest {
  private static byte[] jpeg(Color color) throws IOException {
    return TestPictures.encoded("jpg", color);
  }

  private static byte[] stream(Object... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      out.write(
          part instanceof byte[] bytes
              ? bytes
              : part.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static List<byte[]> all(byte[] stream) throws Exception {
    JpegSplitter splitter = new JpegSplitter(new ByteArrayInputStream(stream));
    List<byte[]> pictures = new ArrayList<>();
    for (Optional<byte[]> next = splitter.next(); next.isPresent(); next = splitter.next()) {
      pictures.add(next.get());
    }
    return pictures;
  }

  @Test
  void pictures_stand_one_behind_the_other() throws Exception {
    assertThat(all(stream(jpeg(Color.RED), jpeg(Color.BLUE))))
        .containsExactly(jpeg(Color.RED), jpeg(Color.BLUE));
  }

  @Test
  void heads_and_boundaries_are_passed_over_and_the_first_may_be_missing() throws Exception {
    String head = "\r\n--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n";
    assertThat(all(stream(jpeg(Color.RED), head, jpeg(Color.BLUE), "\r\n--frame--")))
        .containsExactly(jpeg(Color.RED), jpeg(Color.BLUE));
    assertThat(all(stream(head, jpeg(Color.RED), head, jpeg(Color.BLUE))))
        .containsExactly(jpeg(Color.RED), jpeg(Color.BLUE));
  }

  @Test
  void a_picture_within_a_pictures_own_data_is_no_picture() throws Exception {
    byte[] outer = jpeg(Color.RED);
    byte[] thumbnail = jpeg(Color.BLUE);
    int length = thumbnail.length + 2;
    byte[] with =
        stream(
            Arrays.copyOf(outer, 2),
            new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length},
            thumbnail,
            Arrays.copyOfRange(outer, 2, outer.length));
    assertThat(all(stream(with, jpeg(Color.GREEN)))).containsExactly(with, jpeg(Color.GREEN));
  }

  @Test
  void a_picture_without_an_end_ends_where_the_next_begins() throws Exception {
    byte[] red = jpeg(Color.RED);
    byte[] cut = Arrays.copyOf(red, red.length - 2);
    assertThat(all(stream(cut, jpeg(Color.BLUE)))).containsExactly(cut, jpeg(Color.BLUE));
    assertThat(all(cut)).as("at the end of the stream").containsExactly(cut);
  }

  @Test
  void what_is_no_picture_is_passed_over() throws Exception {
    byte[] broken = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 1, 2, 3};
    assertThat(all(stream("junk", broken, "more", jpeg(Color.RED)))).hasSize(1);
    assertThat(all("no picture at all".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    assertThat(all(new byte[0])).isEmpty();
  }

  @Test
  void random_bytes_do_no_harm() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[2000];
      random.nextBytes(bytes);
      bytes[random.nextInt(1000)] = (byte) 0xff;
      assertThat(all(bytes)).hasSizeLessThan(10);
    }
  }

  @Test
  void a_picture_that_never_ends_is_refused_before_it_fills_the_memory() throws IOException {
    byte[] begin = jpeg(Color.RED);
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return at < begin.length - 2 ? begin[at++] & 0xff : 1;
          }
        };
    assertThatThrownBy(() -> new JpegSplitter(endless).next())
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith("sent a picture of more than ");
  }
}
