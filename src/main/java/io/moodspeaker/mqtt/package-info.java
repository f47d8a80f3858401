/** The speaker in a home that speaks MQTT, as Home Assistant expects it. Nothing is null. */
package io.moodspeaker.mqtt;
