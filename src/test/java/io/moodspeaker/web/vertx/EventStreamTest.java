package io.moodspeaker.web.vertx;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  @Test
  void what_is_told_after_the_end_is_told_to_nobody() throws Exception {
    Vertx vertx = Vertx.vertx();
    EventStream events = new EventStream(vertx);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThatCode(() -> events.send("outcome", "{}")).doesNotThrowAnyException();
  }
}
