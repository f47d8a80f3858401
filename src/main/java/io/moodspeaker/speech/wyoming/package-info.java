/** A voice that a Wyoming text-to-speech server has, such as Piper. Nothing is null. */
package io.moodspeaker.speech.wyoming;
