/** Other people's networks that ours learn from. Nothing is null. */
package io.moodspeaker.training.teacher;
