/** Encodes the composer's sound with FFmpeg. Nothing is null. */
package io.moodspeaker.composer.ffmpeg;
