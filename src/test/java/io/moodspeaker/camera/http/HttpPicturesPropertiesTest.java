package io.moodspeaker.camera.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.model.Frame;
import java.time.InstantSource;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A camera in the network that answers something else. */
class HttpPicturesPropertiesTest {
  @Provide
  Arbitrary<byte[]> answers() {
    String jpeg = "\u00ff\u00d8\u00ff\u00da\u0000\u0002abc\u00ff\u00d9";
    return Garbage.bytes(
        ("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: image/jpeg\r\nContent-Length: 11\r\n\r\n"
                + jpeg
                + "\r\n--b\r\n")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        ("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n"
                + jpeg
                + "\r\n0\r\n\r\n")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 60)
  void it_gives_pictures_or_says_what_is_wrong(@ForAll("answers") byte[] answer) {
    try (Peer camera = new Peer(answer);
        HttpConnection connection = HttpConnection.open(camera.url() + "/video", false);
        HttpPictures pictures =
            new HttpPictures(
                camera.url() + "/video",
                connection,
                StreamSettings.DEFAULT,
                (name, picture, time) -> new Frame(time, 1, 1, new byte[3]),
                InstantSource.system())) {
      if (connection.content() == HttpConnection.Content.PICTURES && pictures.advance()) {
        assertThat(pictures.frame().width()).isOne();
      }
    } catch (CameraException told) {
      assertThat(told).hasMessageStartingWith("http://127.0.0.1:");
    }
  }
}
