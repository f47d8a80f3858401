/**
 * Where sound goes besides a sound card: nowhere, to a file, to a Snapcast server. Nothing is null.
 */
package io.moodspeaker.music.sink;
