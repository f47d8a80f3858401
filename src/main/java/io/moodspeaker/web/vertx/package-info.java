/** The HTTP server on Vert.x. Nothing is null. */
package io.moodspeaker.web.vertx;
