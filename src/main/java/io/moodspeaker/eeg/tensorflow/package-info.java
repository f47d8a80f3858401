/** The example's autoencoder. Nothing is null. */
package io.moodspeaker.eeg.tensorflow;
