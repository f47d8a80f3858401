/**
 * The {@code music:} scheme: answers mood changes with music, and takes orders. Nothing is null.
 */
package io.moodspeaker.music.camel;
