/**
 * Decodes MP3 with JLayer, in Java alone. No argument or result is null unless its Javadoc says so.
 */
package io.moodspeaker.music.mp3;
