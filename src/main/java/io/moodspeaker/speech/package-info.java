/** What the speaker says to a mood, and when it keeps quiet. Nothing is null. */
package io.moodspeaker.speech;
