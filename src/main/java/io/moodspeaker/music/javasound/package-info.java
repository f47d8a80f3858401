/**
 * Plays through the sound cards that javax.sound finds. No argument or result is null unless its
 * Javadoc says so.
 */
package io.moodspeaker.music.javasound;
