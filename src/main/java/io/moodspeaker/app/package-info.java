/**
 * The wiring of all rooms into one daemon, and its HTTP face. Nothing is null unless it says so.
 */
package io.moodspeaker.app;
