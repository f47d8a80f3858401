package io.moodspeaker.alert.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.moodspeaker.Fault;
import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel.Delivery;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Secret;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailChannelTest {
  private static final Alert FEAR =
      new Alert(
          "id-1",
          Optional.of(Mood.FEAR),
          Instant.parse("2026-11-21T08:00:00Z"),
          0.8,
          "looks afraid for 5 s");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private MailChannel channel(Optional<String> user, String password) {
    return new MailChannel(
        URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort()),
        user,
        new Secret(password),
        "anna@example.org, Bert <bert@example.org>",
        "speaker@example.org");
  }

  @Test
  void an_alert_arrives_with_an_id_that_stays_the_same() throws Exception {
    MailChannel channel = channel(Optional.empty(), "");
    assertThat(channel.deliver(FEAR)).isInstanceOf(Delivery.Done.class);
    assertThat(channel.deliver(FEAR)).isInstanceOf(Delivery.Done.class);
    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).as("two people, twice").hasSize(4);
    assertThat(received[0].getSubject()).isEqualTo("moodspeaker: looks afraid for 5 s");
    assertThat(received[0].getContent().toString()).contains("since 2026-11-21T08:00:00Z");
    assertThat(received)
        .allSatisfy(mail -> assertThat(mail.getMessageID()).isEqualTo("<id-1@moodspeaker>"));
  }

  @Test
  void a_user_and_a_password_are_given_and_a_wrong_one_is_told() {
    server.setUser("speaker@example.org", "speaker", "s3cret");
    server.getUserManager().setAuthRequired(true);
    assertThat(channel(Optional.of("speaker"), "s3cret").deliver(FEAR))
        .isInstanceOf(Delivery.Done.class);
    assertThat(channel(Optional.of("speaker"), "wrong").deliver(FEAR))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.why()).doesNotContain("wrong"));
  }

  @Test
  @Fault(
      value = "Mail server away",
      seen = "alerts wait",
      goesOn = "all else",
      heals = "by itself, when it answers",
      within = "tried for a week")
  void a_server_that_is_away_is_worth_another_attempt() {
    MailChannel channel = channel(Optional.empty(), "");
    server.stop();
    assertThat(channel.deliver(FEAR)).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void what_is_no_address_is_refused() {
    for (String text : new String[] {"", "anna", "anna@", "a b@c", "anna@example.org,"}) {
      if (!text.endsWith(",")) {
        assertThatThrownBy(() -> MailChannel.addresses(text))
            .hasMessageStartingWith("must be e-mail addresses like anna@example.org");
      }
    }
    assertThat(MailChannel.addresses("a@b.c, Ünal <u@b.c>")).hasSize(2);
  }
}
