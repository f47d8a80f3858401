/**
 * What a feature is: its settings and their checks, its start, status and reload. Nothing is null.
 */
package io.moodspeaker.feature;
