package io.moodspeaker.alert.mail;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.Secret;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Sends each alert as an e-mail. Its {@code Message-ID} is made of the alert's id, so that a mail
 * program shows a double once.
 */
public final class MailChannel implements AlertChannel {
  private static final String TIMEOUT_MILLIS = "10000";

  private final URI server;
  private final Optional<String> user;
  private final Secret password;
  private final InternetAddress[] to;
  private final InternetAddress from;
  private final Session session;

  /**
   * A channel by a server.
   *
   * @param server {@code smtp://HOST:PORT}, or {@code smtps://} for TLS from the first byte on;
   *     over smtp TLS is used where the server offers it, and always before a password is sent
   * @param to who gets it, separated by commas
   * @throws IllegalArgumentException if there are no such addresses
   */
  public MailChannel(URI server, Optional<String> user, Secret password, String to, String from) {
    this.server = server;
    this.user = user;
    this.password = password;
    this.to = addresses(to);
    this.from = addresses(from)[0];
    this.session = Session.getInstance(properties(), authenticator());
  }

  /**
   * E-mail addresses separated by commas.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static InternetAddress[] addresses(String text) {
    try {
      InternetAddress[] all = InternetAddress.parse(text, true);
      for (InternetAddress one : all) {
        if (!one.getAddress().matches("[^@\\s]+@[^@\\s]+")) {
          throw new AddressException("no @");
        }
      }
      if (all.length == 0) {
        throw new AddressException("none");
      }
      return all;
    } catch (AddressException wrong) {
      throw new IllegalArgumentException(
          "must be e-mail addresses like anna@example.org, separated by commas", wrong);
    }
  }

  private Properties properties() {
    String protocol = server.getScheme().toLowerCase(Locale.ROOT);
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", protocol);
    properties.put(prefix + "host", server.getHost());
    if (server.getPort() > 0) {
      properties.put(prefix + "port", Integer.toString(server.getPort()));
    }
    properties.put(prefix + "connectiontimeout", TIMEOUT_MILLIS);
    properties.put(prefix + "timeout", TIMEOUT_MILLIS);
    properties.put(prefix + "writetimeout", TIMEOUT_MILLIS);
    properties.put(prefix + "ssl.checkserveridentity", "true");
    boolean inTheHouse = server.getHost().matches("localhost|127\\..*|\\[::1]");
    properties.put(prefix + "starttls.enable", "true");
    properties.put(prefix + "starttls.required", Boolean.toString(user.isPresent() && !inTheHouse));
    properties.put(prefix + "auth", Boolean.toString(user.isPresent()));
    return properties;
  }

  private Authenticator authenticator() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user.orElse(""), password.reveal());
      }
    };
  }

  @Override
  public String place() {
    return server.getScheme() + "://" + server.getHost();
  }

  @Override
  public Delivery deliver(Alert alert) {
    try {
      Transport.send(message(alert));
      return new Delivery.Done();
    } catch (SendFailedException refused) {
      // All addresses are wrong for good, unless the server is only busy.
      return refused.getValidUnsentAddresses() == null
              || refused.getValidUnsentAddresses().length == 0
          ? new Delivery.Refused(
              "refused the addresses (" + PlainWords.reason(refused) + "); check alert.mail")
          : Delivery.failed("did not take it: " + PlainWords.reason(refused));
    } catch (MessagingException failed) {
      return Delivery.failed("can't be reached: " + PlainWords.reason(failed));
    }
  }

  private MimeMessage message(Alert alert) throws MessagingException {
    String id = "<" + alert.id() + "@moodspeaker>";
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(from);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject("moodspeaker: " + alert.message(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(alert.since()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(
        alert.message() + "\n\nsince " + since(alert.since()) + "\n",
        StandardCharsets.UTF_8.name());
    return message;
  }

  private static String since(Instant time) {
    return time.toString();
  }
}
