/** Alerts by e-mail, through Jakarta Mail, which is known nowhere else. Nothing is null. */
package io.moodspeaker.alert.mail;
