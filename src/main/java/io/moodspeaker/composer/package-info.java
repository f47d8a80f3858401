/**
 * The project's own music: tunes as text, a performer, and a studio that renders them. Nothing is
 * null.
 */
package io.moodspeaker.composer;
