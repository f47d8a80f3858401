package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.moodspeaker.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SdNotifyTest {
  private final List<String> sent = new ArrayList<>();
  private final SdNotify systemd = new SdNotify(sent::add, true);

  @Test
  void a_message_arrives_at_a_socket_with_a_path(@TempDir Path directory) throws Throwable {
    String address = directory.resolve("notify").toString();
    try (UnixReceiver receiver = new UnixReceiver(address)) {
      SdNotify.from(Map.of("NOTIFY_SOCKET", address)).ready("mood sadness, track Löwenzahn");
      assertThat(receiver.next()).isEqualTo("READY=1\nSTATUS=mood sadness, track Löwenzahn");
    }
  }

  @Test
  void a_message_arrives_at_an_abstract_socket() throws Throwable {
    String address = "@moodspeaker-test-" + ProcessHandle.current().pid();
    try (UnixReceiver receiver = new UnixReceiver(address)) {
      SdNotify.from(Map.of("NOTIFY_SOCKET", address)).watchdog();
      assertThat(receiver.next()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void a_thousand_messages_leave_no_descriptor_open(@TempDir Path directory) throws Throwable {
    String address = directory.resolve("notify").toString();
    try (UnixReceiver receiver = new UnixReceiver(address)) {
      SdNotify notify = SdNotify.from(Map.of("NOTIFY_SOCKET", address));
      notify.watchdog();
      assertThat(receiver.next()).isNotEmpty();
      int before = openDescriptors();
      for (int i = 0; i < 1000; i++) {
        notify.watchdog();
        assertThat(receiver.next()).isNotEmpty();
      }
      assertThat(openDescriptors()).isLessThan(before + 100);
    }
  }

  private static int openDescriptors() {
    return Path.of("/proc/self/fd").toFile().list().length;
  }

  @Test
  void without_a_socket_nothing_happens() {
    SdNotify none = SdNotify.from(Map.of());
    assertThat(none.enabled()).isFalse();
    none.ready("up");
    none.watchdog();
    assertThat(SdNotify.from(Map.of("NOTIFY_SOCKET", "/run/x")).enabled()).isTrue();
  }

  @Test
  void each_verb_speaks_the_protocol() {
    systemd.ready("up");
    systemd.status("mood fear");
    systemd.watchdog();
    systemd.stopping("bye");
    assertThat(sent)
        .containsExactly(
            "READY=1\nSTATUS=up", "STATUS=mood fear", "WATCHDOG=1", "STOPPING=1\nSTATUS=bye");
  }

  @Test
  void a_reload_says_when_it_began() {
    systemd.reloading();
    assertThat(sent).singleElement().asString().matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
  }

  @Test
  void a_track_title_with_a_newline_cannot_say_anything_else() {
    systemd.status("track\nMAINPID=1");
    assertThat(sent).containsExactly("STATUS=track MAINPID=1");
  }

  @Test
  @Fault(
      value = "systemd's socket gone",
      seen = "a line in the log, once",
      goesOn = "all",
      heals = "need not",
      within = "at once")
  void a_socket_that_is_gone_is_logged_once_and_no_more(@TempDir Path directory) {
    Logger logger = (Logger) LoggerFactory.getLogger(SdNotify.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      SdNotify gone = SdNotify.from(Map.of("NOTIFY_SOCKET", directory.resolve("none").toString()));
      gone.watchdog();
      gone.watchdog();
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith("systemd could not be told 'WATCHDOG=1': sendto to ")
        .endsWith("failed with errno 2");
  }

  @Test
  void an_address_of_another_kind_is_refused_with_the_kinds_there_are() {
    for (String address : List.of("vsock:2:1", "x".repeat(200), "/" + "x".repeat(107))) {
      assertThatThrownBy(() -> NotifySocket.send(address, "READY=1"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("NOTIFY_SOCKET must be a path or @name");
    }
  }
}
