/**
 * Looking after somebody who may be in need: whom they can turn to, and sadness that holds for
 * days. Nothing is null.
 */
package io.moodspeaker.care;
