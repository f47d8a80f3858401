/** Where faces are in a frame. Nothing is null. */
package io.moodspeaker.face;
