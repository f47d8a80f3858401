/**
 * Convolutional networks over gray faces, written once and built for training or inference. Nothing
 * is null.
 */
package io.moodspeaker.training.network;
