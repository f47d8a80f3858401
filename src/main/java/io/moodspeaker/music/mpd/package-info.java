/**
 * Lets an MPD server play, for those who have one. No argument or result is null unless its Javadoc
 * says so.
 */
package io.moodspeaker.music.mpd;
