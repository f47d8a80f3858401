/**
 * What was seen, judged and played: in memory for curves, on the disk only where that was asked
 * for. Nothing is null.
 */
package io.moodspeaker.history;
