/** A face drawn with Java2D that stands in for a camera. Nothing is null. */
package io.moodspeaker.camera.drawn;
