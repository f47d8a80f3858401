/** Frames from devices, streams, videos and pictures through JavaCV. Nothing is null. */
package io.moodspeaker.camera.javacv;
