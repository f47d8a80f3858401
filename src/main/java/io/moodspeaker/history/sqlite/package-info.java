/** The history in an SQLite file. Nothing is null. */
package io.moodspeaker.history.sqlite;
