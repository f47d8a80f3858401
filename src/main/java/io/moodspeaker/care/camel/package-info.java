/** The {@code care:} scheme: what is said and told for somebody's sake. Nothing is null. */
package io.moodspeaker.care.camel;
