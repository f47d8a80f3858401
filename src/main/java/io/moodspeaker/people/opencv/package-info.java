/** Numbers of faces by OpenCV's face module. Nothing is null. */
package io.moodspeaker.people.opencv;
