/**
 * Decodes whatever FFmpeg decodes: files and streams. No argument or result is null unless its
 * Javadoc says so.
 */
package io.moodspeaker.music.ffmpeg;
