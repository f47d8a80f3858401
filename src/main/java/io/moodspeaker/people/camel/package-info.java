/** The {@code people:} component: names faces, enrols and forgets. Nothing is null. */
package io.moodspeaker.people.camel;
