/** What {@code moods.yaml} says of music, and whether it can be played. Nothing is null. */
package io.moodspeaker.music.config;
