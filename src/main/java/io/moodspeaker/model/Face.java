package io.moodspeaker.model;

/**
 * A face in a frame and the expression read from it.
 *
 * @param box where it is in its frame
 * @param scores what it shows
 */
public record Face(Box box, EmotionScores scores) {}
