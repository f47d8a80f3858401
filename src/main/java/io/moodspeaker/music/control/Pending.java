package io.moodspeaker.music.control;

import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.PlayRequest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A request that the player has not answered yet. */
final class Pending {
  final PlayRequest request;
  final boolean byHand;
  final Instant deadline;
  final CompletableFuture<Outcome> told = new CompletableFuture<>();

  Pending(PlayRequest request, boolean byHand, Instant deadline) {
    this.request = request;
    this.byHand = byHand;
    this.deadline = deadline;
  }
}
