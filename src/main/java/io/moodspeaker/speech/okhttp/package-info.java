/** Chat over HTTP by OkHttp, which is known nowhere else here. Nothing is null. */
package io.moodspeaker.speech.okhttp;
