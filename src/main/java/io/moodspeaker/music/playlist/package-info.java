/** Reads lists of tracks: files, folders, web addresses and podcasts. Nothing is null. */
package io.moodspeaker.music.playlist;
