package io.moodspeaker.alert.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import io.moodspeaker.alert.Alert;
import io.moodspeaker.support.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Mail servers that speak SMTP badly. */
class SmtpPropertiesTest {
  @Provide
  Arbitrary<byte[]> words() {
    return Garbage.texts(
        "220 mail\r\n250-hello\r\n250 SIZE 100\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n221 bye\r\n",
        "220 mail\r\n550 no\r\n",
        "421 busy\r\n");
  }

  @Property(tries = 40)
  void an_alert_is_delivered_or_waits(@ForAll("words") byte[] words) {
    try (Peer server = new Peer(words);
        MailChannel mail =
            new MailChannel(
                URI.create("smtp://127.0.0.1:" + server.port()),
                Optional.empty(),
                new Secret(""),
                "anna@example.org",
                "speaker@example.org")) {
      assertThat(mail.deliver(new Alert("1", Optional.empty(), Instant.EPOCH, 1, "a test")))
          .isNotNull();
    }
  }
}
