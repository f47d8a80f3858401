/** The {@code emotion:} component: a frame goes in, an observation comes out. Nothing is null. */
package io.moodspeaker.emotion.camel;
