/** When a mood that holds becomes an alert. Nothing is null. */
package io.moodspeaker.alert;
