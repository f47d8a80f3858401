/** Keeps alerts in an SQLite file, which is known nowhere else. Nothing is null. */
package io.moodspeaker.alert.sqlite;
