package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.support.NaturalOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlaylistReaderPropertiesTest {
  @Property(tries = 500)
  void no_bytes_crash_the_parser(@ForAll byte[] bytes) throws IOException {
    assertThat(ListParser.parse(bytes, 1000))
        .allSatisfy(e -> assertThat(e.location()).isNotBlank());
  }

  @Property(tries = 500)
  void no_text_crashes_the_parser(@ForAll List<String> lines) throws IOException {
    String text = "[playlist]\n" + String.join("\n", lines) + "\nFile=\nTitle9=x\n#EXTINF:\"";
    assertThat(ListParser.parse(text.getBytes(StandardCharsets.UTF_8), 1000)).isNotNull();
    assertThat(ListParser.parse(text.substring(11).getBytes(StandardCharsets.UTF_8), 1000))
        .isNotNull();
  }

  @Property(tries = 500)
  void natural_order_is_an_order(@ForAll String a, @ForAll String b, @ForAll String c) {
    int ab = Integer.signum(NaturalOrder.INSTANCE.compare(a, b));
    assertThat(Integer.signum(NaturalOrder.INSTANCE.compare(b, a))).isEqualTo(-ab);
    if (ab <= 0 && NaturalOrder.INSTANCE.compare(b, c) <= 0) {
      assertThat(NaturalOrder.INSTANCE.compare(a, c)).isLessThanOrEqualTo(0);
    }
  }
}
