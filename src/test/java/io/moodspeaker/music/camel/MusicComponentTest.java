package io.moodspeaker.music.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.music.Bans;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlaybackController;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class MusicComponentTest {
  private final FakePlayer player = new FakePlayer();
  private final Map<Mood, PlaybackAction> answers = new EnumMap<>(Mood.class);
  private final PlaybackController director =
      new PlaybackController(
          player,
          mood -> Optional.ofNullable(answers.get(mood)),
          new Bans(Optional.empty()),
          correction -> {},
          MusicSettings.DEFAULT,
          InstantSource.system());

  private DefaultCamelContext context() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.addComponent("music", new MusicComponent(player, director));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:moods").to("music:mood");
            from("direct:next").to("music:next");
            from("direct:volume").to("music:volume");
            from("direct:ban").to("music:ban");
          }
        });
    context.start();
    return context;
  }

  private static MoodChange change(Mood from, Mood to) {
    return new MoodChange(Instant.EPOCH, to, from, Duration.ofMinutes(1), 0.8, Optional.empty());
  }

  @Test
  void a_mood_plays_its_playlist_and_says_so_in_a_header() throws Exception {
    answers.put(Mood.SADNESS, PlaybackAction.playing("/lists/comfort.m3u8", Duration.ofSeconds(1)));
    try (DefaultCamelContext context = context()) {
      String words =
          context
              .createProducerTemplate()
              .requestBodyAndHeader(
                  "direct:moods", change(Mood.NEUTRAL, Mood.SADNESS), "none", "", MoodChange.class)
              .mood()
              .label();
      assertThat(words).isEqualTo("sadness");
      assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
      Object header =
          context
              .createProducerTemplate()
              .request("direct:moods", e -> e.getIn().setBody(change(Mood.FEAR, Mood.SADNESS)))
              .getMessage()
              .getHeader(MusicEndpoint.HEADER);
      assertThat(header).isEqualTo("playing comfort");
    }
  }

  @Test
  void orders_reach_the_player() throws Exception {
    try (DefaultCamelContext context = context()) {
      context.createProducerTemplate().sendBody("direct:next", "");
      assertThat(player.asked()).containsExactly("next");
    }
  }

  @Test
  void a_volume_that_is_none_is_refused_in_plain_words() throws Exception {
    try (DefaultCamelContext context = context()) {
      assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:volume", "loud"))
          .hasRootCauseInstanceOf(NumberFormatException.class)
          .hasStackTraceContaining("volume must be 0 to 100, was 'loud'");
      context.createProducerTemplate().sendBody("direct:volume", "30");
      assertThat(player.asked()).containsExactly("volume 30");
    }
  }

  @Test
  void a_ban_tells_which_track_it_was() throws Exception {
    answers.put(Mood.SADNESS, PlaybackAction.playing("/lists/comfort.m3u8", Duration.ofSeconds(1)));
    try (DefaultCamelContext context = context()) {
      context.createProducerTemplate().sendBody("direct:moods", change(Mood.FEAR, Mood.SADNESS));
      Object words =
          context
              .createProducerTemplate()
              .request("direct:ban", e -> {})
              .getMessage()
              .getHeader(MusicEndpoint.HEADER);
      assertThat(words).isEqualTo("banned track");
    }
  }

  @Test
  void an_unknown_endpoint_is_refused_with_those_that_exist() throws Exception {
    try (DefaultCamelContext context = context()) {
      assertThatThrownBy(() -> context.getEndpoint("music:dance"))
          .hasStackTraceContaining("use music: and one of mood, play");
    }
  }
}
