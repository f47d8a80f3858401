/** The daemon's HTTP server, guarded once for all paths. Nothing is null. */
package io.moodspeaker.web;
