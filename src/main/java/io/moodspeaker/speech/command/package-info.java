/** A voice that is a program of this machine. Nothing is null. */
package io.moodspeaker.speech.command;
