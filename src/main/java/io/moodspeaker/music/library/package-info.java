/**
 * Knows the person's own collection: what each track is like, and which would suit a mood. No
 * argument or result is null unless its Javadoc says so.
 */
package io.moodspeaker.music.library;
