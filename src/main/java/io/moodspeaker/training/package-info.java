/** Training and evaluation of the recogniser, in TensorFlow on the CPU. Nothing is null. */
package io.moodspeaker.training;
