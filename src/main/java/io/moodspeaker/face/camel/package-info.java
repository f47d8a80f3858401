/**
 * The {@code face:} component: a frame goes in, the frame and its faces come out. Nothing is null.
 */
package io.moodspeaker.face.camel;
