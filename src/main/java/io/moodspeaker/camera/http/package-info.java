/** Cameras on the network that send pictures by HTTP, one after the other. Nothing is null. */
package io.moodspeaker.camera.http;
