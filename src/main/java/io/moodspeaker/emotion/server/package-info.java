/** The Azure Face detect contract, served from a recogniser of ours. Nothing is null. */
package io.moodspeaker.emotion.server;
