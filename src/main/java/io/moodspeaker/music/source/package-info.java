/** Opens what a track's location names, on the disk or from a stream. Nothing is null. */
package io.moodspeaker.music.source;
