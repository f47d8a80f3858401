package io.moodspeaker.music.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.control.Controllers;
import io.moodspeaker.support.NotFoundException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MusicComponentTest {
  private final Controllers controllers = new Controllers();
  private final FakePlayer player = controllers.player();
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    context.getRegistry().bind("music-controller", controllers.controller());
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:mood").to("music:mood");
            from("direct:hand").to("music:hand");
            from("direct:gain").to("music:duck", "music:gain").setBody(header("gain"));
          }
        });
    context.start();
    controllers.answer(
        Mood.SADNESS, PlaybackAction.playing("/lists/comfort.m3u8", Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() throws java.io.IOException {
    context.close();
  }

  private static MoodChange change(Mood from, Mood to) {
    return new MoodChange(Instant.EPOCH, to, from, Duration.ofMinutes(1), 0.8, Optional.empty());
  }

  private Outcome mood(Mood from, Mood to) {
    return context
        .createProducerTemplate()
        .requestBody("direct:mood", change(from, to), Outcome.class);
  }

  private Outcome hand(String action, Object body) {
    return context
        .createProducerTemplate()
        .requestBodyAndHeader("direct:hand", body, "action", action, Outcome.class);
  }

  @Test
  void a_mood_plays_its_playlist_and_its_outcome_is_the_body() {
    Outcome outcome = mood(Mood.NEUTRAL, Mood.SADNESS);
    assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
    assertThat(outcome).hasToString("playing comfort: track");
    assertThat(outcome.sink()).isEqualTo("fake");
  }

  @Test
  void what_is_said_over_lower_music_may_be_as_loud_as_it_was() {
    hand("volume", "50");
    assertThat(context.createProducerTemplate().requestBody("direct:gain", "", Double.class))
        .isEqualTo(0.125);
    assertThat(player.asked()).containsExactly("volume 50", "duck");
  }

  @Test
  void an_outcome_that_takes_its_time_holds_no_thread() throws Exception {
    player.hold(true);
    var later =
        context
            .createProducerTemplate()
            .asyncRequestBody("direct:mood", change(Mood.NEUTRAL, Mood.SADNESS), Outcome.class);
    org.awaitility.Awaitility.await().until(() -> !player.asked().isEmpty());
    assertThat(later).isNotDone();
    player.hold(false);
    assertThat(later.get()).hasToString("playing comfort: track");
  }

  @Test
  void every_verb_of_a_person_gives_an_outcome() {
    mood(Mood.NEUTRAL, Mood.SADNESS);
    assertThat(hand("next", "")).hasToString("next track");
    assertThat(hand("previous", "")).hasToString("previous track");
    assertThat(hand("volume", "30")).hasToString("volume 30");
    assertThat(hand("volume", "+10")).hasToString("volume 40");
    assertThat(hand("volume", "-5")).hasToString("volume 35");
    assertThat(hand("pause", "")).hasToString("music paused");
    assertThat(hand("resume", "").what()).startsWith("comfort goes on");
    assertThat(hand("play", "/lists/jazz")).hasToString("playing jazz: track");
    assertThat(hand("like", "")).hasToString("track is noted as liked in sadness");
    assertThat(hand("ban", "")).hasToString("track will not play again in sadness");
    assertThat(hand("wrong", "")).hasToString("sadness noted as wrong, playing comfort: track");
  }

  @Test
  void one_is_woken_at_a_time_of_day_and_all_else_is_refused() {
    assertThat(hand("wake", "06:45")).hasToString("the wake-up comes at 06:45");
    assertThat(hand("wake", "off")).hasToString("the wake-up is off");
    assertThat(hand("wake", "").why()).contains("none was set by hand");
    for (String wrong : new String[] {"24:00", "soon", "6.45", "-1:00", "٠٦:٤٥", "06:45:99"}) {
      assertThatThrownBy(() -> hand("wake", wrong))
          .as(wrong)
          .hasRootCauseInstanceOf(java.time.DateTimeException.class)
          .hasStackTraceContaining("must be a time of day such as 06:45");
    }
  }

  @Test
  void a_track_without_a_cover_has_none_to_show() {
    mood(Mood.NEUTRAL, Mood.SADNESS);
    assertThatThrownBy(() -> context.createProducerTemplate().requestBody("music:cover", ""))
        .hasRootCauseInstanceOf(NotFoundException.class)
        .hasStackTraceContaining("what plays has no cover");
  }

  @Test
  void a_volume_that_is_none_is_refused_in_plain_words() {
    for (String wrong : new String[] {"loud", "٤٠", "101", "+", "4 0", "40%", "-", "1e1", ""}) {
      assertThatThrownBy(() -> hand("volume", wrong))
          .as(wrong)
          .isInstanceOf(CamelExecutionException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .hasStackTraceContaining("volume must be 0 to 100");
    }
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void a_playlist_that_nothing_has_is_refused_and_nothing_is_held() {
    mood(Mood.NEUTRAL, Mood.SADNESS);
    player.forget();
    assertThatThrownBy(() -> hand("play", "gibtsnicht"))
        .hasRootCauseInstanceOf(NotFoundException.class);
    assertThat(player.asked()).isEmpty();
    assertThat(controllers.controller().heldUntil()).isEmpty();
  }

  @Test
  void a_hand_does_what_the_api_lists_and_is_told_that_list_for_all_else() throws Exception {
    mood(Mood.NEUTRAL, Mood.SADNESS);
    player.forget();
    String listed;
    try (InputStream in = getClass().getResourceAsStream("/io/moodspeaker/web/openapi.json")) {
      listed =
          JsonMapper.shared()
              .readTree(in)
              .at("/paths/~1api~1v1~1player~1{action}/post/parameters/0/schema/enum")
              .valueStream()
              .map(JsonNode::asString)
              .collect(Collectors.joining(", "));
    }
    for (String word :
        new String[] {
          "nope",
          "duck",
          "unduck",
          "gain",
          "leave",
          "bring",
          "mood",
          "cover",
          "hand",
          "NEXT",
          "next?x=1",
          ""
        }) {
      assertThatThrownBy(() -> hand(word, ""))
          .as(word)
          .rootCause()
          .isInstanceOf(NotFoundException.class)
          .hasMessage(
              "the player does nothing called '%s'; ask for one of %s".formatted(word, listed));
    }
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void an_unknown_endpoint_is_refused_with_those_that_exist() {
    assertThatThrownBy(() -> context.getEndpoint("music:dance"))
        .hasStackTraceContaining("use music: and one of mood, hand, play");
  }
}
