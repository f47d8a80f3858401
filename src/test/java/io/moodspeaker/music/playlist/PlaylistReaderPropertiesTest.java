package io.moodspeaker.music.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.support.NaturalOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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

  @Provide
  Arbitrary<byte[]> lists() {
    return Garbage.texts(
        "#EXTM3U\n#EXTINF:12,A - B\na.mp3\n#EXT-X-VERSION:3\n",
        "[playlist]\nFile1=a.mp3\nTitle1=A\nLength1=-1\nNumberOfEntries=1\n",
        "<?xml version=\"1.0\"?><playlist xmlns=\"http://xspf.org/ns/0/\"><trackList><track>"
            + "<location>a.mp3</location><title>A &lt; B</title></track></trackList></playlist>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><playlist xmlns=\"http://xspf.org/ns/0/\">"
            + "<trackList><track><location>&b;</location></track></trackList></playlist>",
        "<asx version=\"3.0\"><entry><title>A</title><ref href=\"a.mp3\"/></entry></asx>");
  }

  @Property(tries = 500)
  void a_damaged_list_is_a_list_or_is_told(@ForAll("lists") byte[] bytes) {
    try {
      assertThat(ListParser.parse(bytes, 1000))
          .allSatisfy(e -> assertThat(e.location()).isNotBlank().doesNotContain("root:"));
    } catch (IOException told) {
      assertThat(told.getMessage()).isNotBlank();
    }
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
