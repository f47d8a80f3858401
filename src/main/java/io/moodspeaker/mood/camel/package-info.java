/** The {@code mood:} scheme: observations in, mood changes out. A body may be null. */
package io.moodspeaker.mood.camel;
