/** The words that all rooms speak. No argument or result is null unless its Javadoc says so. */
package io.moodspeaker.model;
