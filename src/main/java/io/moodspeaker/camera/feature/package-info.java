/** The camera as a feature: its settings, its sources, its status. Nothing is null. */
package io.moodspeaker.camera.feature;
