/** Music that the project's own composer makes while it plays. Nothing is null. */
package io.moodspeaker.music.composed;
