/** Plain code that several rooms need, once. Nothing is null. */
package io.moodspeaker.support;
