/**
 * The player on this machine: tracks that are decoded, faded, mixed and written to a sink. Nothing
 * is null.
 */
package io.moodspeaker.music.local;
