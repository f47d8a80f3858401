/** What {@code platform-http:} routes need: the guarded server, and answers in JSON. */
package io.moodspeaker.web.camel;
