/**
 * Who is in the picture, for people who asked to be known: numbers, never pictures. Nothing is
 * null.
 */
package io.moodspeaker.people;
