/** A Raspberry Pi's own camera, through the command that its system brings. Nothing is null. */
package io.moodspeaker.camera.rpicam;
