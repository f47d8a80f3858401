/** Where frames come from. Nothing is null. */
package io.moodspeaker.camera;
