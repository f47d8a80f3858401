/** The {@code alert:} scheme: gives each mood change to the alert desk. Nothing is null. */
package io.moodspeaker.alert.camel;
