/** The {@code speech:} scheme: what is said to a mood. Nothing is null. */
package io.moodspeaker.speech.camel;
