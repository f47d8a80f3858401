/** What a person configures: read, checked with line and column, and watched. Nothing is null. */
package io.moodspeaker.config;
