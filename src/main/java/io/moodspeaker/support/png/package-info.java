/** Pictures as PNG files. Nothing is null. */
package io.moodspeaker.support.png;
