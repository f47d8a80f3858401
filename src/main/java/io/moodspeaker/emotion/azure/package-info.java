/** The client of the Azure Face detect contract, and the home of OkHttp in it. Nothing is null. */
package io.moodspeaker.emotion.azure;
