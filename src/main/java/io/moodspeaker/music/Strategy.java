package io.moodspeaker.music;

/** The ways in which music can answer a mood. */
public enum Strategy {
  /** Plays music that is like the mood. */
  MATCH,
  /** Plays music that does good in the mood. */
  COMFORT,
  /** Begins with music like the mood and leads out of it step by step. */
  ISO,
  /** Lets go on what plays. */
  KEEP,
  /** Fades out. */
  SILENCE
}
