/** Teaching a small network where the points of a face are. Nothing is null. */
package io.moodspeaker.training.landmarks;
