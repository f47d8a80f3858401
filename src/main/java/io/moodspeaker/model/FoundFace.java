package io.moodspeaker.model;

/**
 * A face that was found in a frame.
 *
 * @param box where it is
 * @param track the number that it keeps from frame to frame for as long as it is followed; 0 where
 *     nobody follows it
 */
public record FoundFace(Box box, int track) {}
