/** The commands that people type. Nothing is null but what picocli has not yet filled in. */
package io.moodspeaker.app.command;
