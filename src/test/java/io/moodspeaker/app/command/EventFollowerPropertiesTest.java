package io.moodspeaker.app.command;

import io.moodspeaker.Garbage;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Events that something on the way has spoilt. */
class EventFollowerPropertiesTest {
  @Provide
  Arbitrary<byte[]> streams() {
    return Garbage.json(
        "event: mood\ndata: {\"mood\":\"fear\",\"confidence\":0.8,\"from\":\"neutral\",\"held\":4}\n\n",
        "event: outcome\ndata: {\"answer\":\"music\",\"what\":\"plays\",\"why\":\"so\"}\n\n",
        "event: scores\ndata: {\"faces\":[{\"scores\":{\"fear\":0.8,\"neutral\":0.2}}]}\n\n");
  }

  @Property(tries = 300)
  void no_stream_of_events_ends_it(@ForAll("streams") byte[] stream) {
    for (EventFollower.What what : EventFollower.What.values()) {
      new EventFollower(
              new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
              Clock.systemUTC(),
              what)
          .print(new String(stream, StandardCharsets.UTF_8).lines().iterator());
    }
  }
}
