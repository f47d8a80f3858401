/**
 * Plays playlists without clicks, gaps or jumps in volume. No argument or result is null unless its
 * Javadoc says so.
 */
package io.moodspeaker.music;
