/** The ways in which music can answer a mood, a class each. Nothing is null. */
package io.moodspeaker.music.strategy;
