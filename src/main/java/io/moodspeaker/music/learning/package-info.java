/** Learns which tracks do a person good, from the face before and after. Nothing is null. */
package io.moodspeaker.music.learning;
