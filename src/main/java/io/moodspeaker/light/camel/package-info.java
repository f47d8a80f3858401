/** The {@code light:} scheme: shows each mood change on a light. Nothing is null. */
package io.moodspeaker.light.camel;
