/** Networks that OpenCV runs; no native object leaves this package. Nothing is null. */
package io.moodspeaker.emotion.opencv;
