package io.moodspeaker.model;

import java.util.List;

/** The mood of each face that is followed; told as an event after each observation. */
public record FaceMoods(List<One> faces) {
  /** One face: the number that it keeps, and what it has shown over the window. */
  public record One(int track, Mood mood) {}

  public FaceMoods {
    faces = List.copyOf(faces);
  }
}
