/** Labelled faces: the data sets that training and evaluation read. Nothing is null. */
package io.moodspeaker.training.data;
