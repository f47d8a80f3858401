package io.moodspeaker.music.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.Cover;
import io.moodspeaker.music.StartAt;
import io.moodspeaker.music.control.PlaybackController;
import io.moodspeaker.support.NotFoundException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;

/** Answers mood changes with music, and takes people's orders; the body becomes the outcome. */
@SuppressWarnings("FutureReturnValueIgnored")
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "music",
    title = "Music",
    syntax = "music:action",
    producerOnly = true,
    category = {Category.IOT})
public final class MusicEndpoint extends DefaultEndpoint {
  /** The header in which {@code gain} leaves how loud what is said may be: a factor, 0 to 1. */
  public static final String GAIN = "gain";

  private final PlaybackController controller;

  @UriPath(
      description =
          "What to do. mood: answers the mood change in the body. hand: what the header action names"
              + " of what a person may ask for, play to wake. play: plays the playlist that the"
              + " body names by a mood, a name, a path or an address, or goes on where it is blank."
              + " volume: the body is 0 to 100, or a step such as +10 or -5. ban: never plays the"
              + " present track in this mood again. like: notes it as liked. more: goes on with"
              + " tracks like it. wrong: takes the mood's change back. why: tells what was"
              + " learned of the present track. forget: forgets what was learned. sleep: lets the"
              + " music end after the time in the body, such as 30min. wake: wakes at the time of day"
              + " in the body, such as 06:45. duck: lowers the music"
              + " under something that is said. unduck: takes that back. gain: leaves in the header"
              + " gain the factor for what is said to sound as loud as the music did. leave: fades out, as the"
              + " person is before another speaker, until somebody is seen here. bring: goes on with"
              + " what played there; the body is seconds and a track, such as 12 tracks/rain.mp3",
      enums =
          "mood,hand,play,pause,resume,next,previous,volume,ban,like,more,wrong,why,forget,sleep,"
              + "wake,cover,duck,unduck,gain,leave,bring")
  @Metadata(required = true)
  private String action = "";

  MusicEndpoint(String uri, MusicComponent component, PlaybackController controller) {
    super(uri, component);
    this.controller = controller;
  }

  public String getAction() {
    return action;
  }

  /** What to do, in one word. */
  public void setAction(String action) {
    this.action = action;
  }

  @Override
  public Producer createProducer() {
    MusicAction verb = MusicAction.of(action);
    return new DefaultAsyncProducer(this) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        if (verb == MusicAction.COVER) {
          show(exchange);
          callback.done(true);
          return true;
        }
        if (verb == MusicAction.GAIN) {
          exchange.getMessage().setHeader(GAIN, controller.gain());
          callback.done(true);
          return true;
        }
        CompletableFuture<Outcome> outcome;
        try {
          outcome = act(verb, exchange.getMessage()).toCompletableFuture();
        } catch (RuntimeException e) {
          exchange.setException(e);
          callback.done(true);
          return true;
        }
        boolean now = outcome.isDone();
        var unused =
            outcome.whenComplete(
                (told, failure) -> {
                  if (failure == null) {
                    exchange.getMessage().setBody(told);
                  } else {
                    exchange.setException(
                        failure instanceof CompletionException ? failure.getCause() : failure);
                  }
                  callback.done(now);
                });
        return now;
      }
    };
  }

  private void show(Exchange exchange) {
    Optional<Cover> cover = controller.cover();
    if (cover.isEmpty()) {
      exchange.setException(new NotFoundException("what plays has no cover"));
      return;
    }
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, cover.get().type());
    exchange.getMessage().setBody(cover.get().bytes());
  }

  private CompletionStage<Outcome> act(MusicAction verb, Message in) {
    return switch (verb) {
      case MOOD -> {
        if (!(in.getBody() instanceof MoodChange change)) {
          throw new IllegalArgumentException("music:mood needs a mood change as its body");
        }
        yield controller.mood(change);
      }
      case HAND -> act(MusicAction.byHand(in.getHeader("action", "", String.class)), in);
      case PLAY -> {
        String playlist = text(in);
        yield playlist.isEmpty() ? controller.resume() : controller.choose(playlist);
      }
      case RESUME -> controller.resume();
      case MORE -> controller.more();
      case WRONG -> controller.wrong();
      case PAUSE -> done(controller.pause());
      case NEXT -> done(controller.next());
      case PREVIOUS -> done(controller.previous());
      case VOLUME -> done(controller.volume(text(in)));
      case BAN -> done(controller.ban());
      case LIKE -> done(controller.like());
      case WHY -> done(controller.why());
      case FORGET -> done(controller.forget());
      case SLEEP -> done(controller.sleep(text(in)));
      case WAKE -> done(controller.wake(text(in)));
      case COVER, GAIN -> throw new IllegalStateException(verb.label() + " is no order");
      case DUCK -> done(controller.duck(true));
      case LEAVE -> done(controller.leave());
      case BRING -> controller.bring(startAt(text(in)));
      case UNDUCK -> done(controller.duck(false));
    };
  }

  private static StartAt startAt(String text) {
    int blank = text.indexOf(' ');
    try {
      return new StartAt(
          text.substring(blank + 1).strip(),
          Duration.ofSeconds(Long.parseLong(text.substring(0, Math.max(0, blank)))));
    } catch (IllegalArgumentException strange) {
      throw new IllegalArgumentException(
          "music:bring needs seconds and a track as its body, was '" + text + "'", strange);
    }
  }

  private static String text(Message in) {
    return Optional.ofNullable(in.getBody(String.class)).orElse("").strip();
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("music: ends a route, it can't begin one");
  }
}
