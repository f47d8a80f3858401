/** What a service owes systemd: readiness, a watchdog, a status. Nothing is null. */
package io.moodspeaker.systemd;
