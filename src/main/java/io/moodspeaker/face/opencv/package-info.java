/** OpenCV's face detectors; no native object leaves this package. Nothing is null. */
package io.moodspeaker.face.opencv;
