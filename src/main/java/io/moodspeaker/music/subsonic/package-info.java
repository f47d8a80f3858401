/** Playlists of an OpenSubsonic server: Navidrome, Gonic, Ampache and others. Nothing is null. */
package io.moodspeaker.music.subsonic;
