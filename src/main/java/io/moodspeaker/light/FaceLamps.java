package io.moodspeaker.light;

import io.moodspeaker.model.FaceMoods;
import io.moodspeaker.model.Mood;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lamp a face: who comes first gets the first lamp that is free, keeps it while being followed,
 * and sees the own mood's colour on it. Safe for use by several threads.
 */
public final class FaceLamps {
  private final List<Slot> slots = new ArrayList<>();

  /** A lamp, and whose it is; 0 for nobody's. */
  private static final class Slot {
    private final LightController lamp;
    private int track;
    private Optional<Mood> shown = Optional.empty();

    Slot(LightController lamp) {
      this.lamp = lamp;
    }
  }

  /** Lamps that stay their opener's to close. */
  public FaceLamps(List<LightController> lamps) {
    lamps.forEach(lamp -> slots.add(new Slot(lamp)));
  }

  /** Takes over the light of each mood. */
  public synchronized void update(Map<Mood, MoodLight> moods) {
    slots.forEach(slot -> slot.lamp.update(moods));
  }

  /** Shows the moods of the faces that are there now. */
  public synchronized void show(FaceMoods now) {
    for (Slot slot : slots) {
      if (now.faces().stream().noneMatch(face -> face.track() == slot.track)) {
        slot.track = 0;
        if (slot.shown.isPresent()) {
          slot.lamp.off();
          slot.shown = Optional.empty();
        }
      }
    }
    for (FaceMoods.One face : now.faces()) {
      slots.stream()
          .filter(slot -> slot.track == face.track())
          .findFirst()
          .or(() -> slots.stream().filter(slot -> slot.track == 0).findFirst())
          .ifPresent(
              slot -> {
                slot.track = face.track();
                if (!slot.shown.equals(Optional.of(face.mood()))) {
                  slot.lamp.show(face.mood());
                  slot.shown = Optional.of(face.mood());
                }
              });
    }
  }
}
