/**
 * A model on an inference server, asked by OkHttp in the server's own protocol. Nothing is null.
 */
package io.moodspeaker.emotion.serving;
