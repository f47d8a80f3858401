package io.moodspeaker.composer;

/**
 * One sign of a written line and when it sounds.
 *
 * @param at its start in bars from the line's start
 * @param length its length in bars
 * @param sign what was written, without its accent
 * @param accent 1 for an accent, -1 for a soft note, else 0
 */
record Step(double at, double length, String sign, int accent) {}
