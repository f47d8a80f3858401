/** What the first bytes of a picture's file say about it. Nothing is null. */
package io.moodspeaker.support.exif;
