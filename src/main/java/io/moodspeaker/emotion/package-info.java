/** What a face shows, as scores: recognisers and the crop they look at. Nothing is null. */
package io.moodspeaker.emotion;
