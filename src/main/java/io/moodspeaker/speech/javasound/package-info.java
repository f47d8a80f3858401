/**
 * Speech on a sound card through javax.sound, which is known nowhere else here. Nothing is null.
 */
package io.moodspeaker.speech.javasound;
