/** Lamps on GPIO and PWM pins through Pi4J, which is known nowhere else. Nothing is null. */
package io.moodspeaker.light.pi4j;
