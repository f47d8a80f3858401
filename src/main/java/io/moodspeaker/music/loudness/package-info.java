/** How loud tracks are, and how they are made equally loud without clipping. Nothing is null. */
package io.moodspeaker.music.loudness;
