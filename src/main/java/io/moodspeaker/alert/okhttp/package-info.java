/** Alerts posted to a webhook through OkHttp. Nothing is null. */
package io.moodspeaker.alert.okhttp;
