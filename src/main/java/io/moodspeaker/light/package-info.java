/** What the lamps do for a mood, and a light that only talks. Nothing is null. */
package io.moodspeaker.light;
