/** Recognition by a TensorFlow SavedModel on this machine. Nothing is null. */
package io.moodspeaker.emotion.tensorflow;
