/** What moods and people order of the player, and what is remembered of it. Nothing is null. */
package io.moodspeaker.music.control;
