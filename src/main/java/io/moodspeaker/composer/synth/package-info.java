/**
 * Instruments and effects: notes in, sound out, the same bits on every machine. Nothing is null.
 */
package io.moodspeaker.composer.synth;
