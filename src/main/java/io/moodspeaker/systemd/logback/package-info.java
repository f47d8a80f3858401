/** Log lines as the journal wants them, through Logback. Nothing is null. */
package io.moodspeaker.systemd.logback;
