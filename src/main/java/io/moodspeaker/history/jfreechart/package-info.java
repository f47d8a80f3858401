/** The history as a picture. Nothing is null. */
package io.moodspeaker.history.jfreechart;
