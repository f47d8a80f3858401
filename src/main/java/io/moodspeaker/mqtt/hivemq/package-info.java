/** A connection to a broker by HiveMQ's client, which is known nowhere else. Nothing is null. */
package io.moodspeaker.mqtt.hivemq;
