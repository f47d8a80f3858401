/**
 * An example of a mood from elsewhere: two states told apart by the bands of an EEG, without
 * labels. Nothing is null.
 */
package io.moodspeaker.eeg;
