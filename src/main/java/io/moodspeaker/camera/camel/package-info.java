/** The Camel scheme {@code camera:}, which polls the newest frame. Nothing is null. */
package io.moodspeaker.camera.camel;
