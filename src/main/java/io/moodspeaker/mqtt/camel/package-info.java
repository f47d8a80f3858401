/** The {@code mqtt:} scheme: states and events go out, commands come in. Nothing is null. */
package io.moodspeaker.mqtt.camel;
