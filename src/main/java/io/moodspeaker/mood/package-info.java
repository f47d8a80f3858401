/** What a stretch of observations says about the mood. Nothing is null. */
package io.moodspeaker.mood;
