package io.moodspeaker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fault that a test brings about, and what comes of it: a line of {@code
 * src/main/docs/faults.md}, which {@link FaultsTest} holds to these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fault {
  /** What breaks. */
  String value();

  /** What a person sees of it. */
  String seen();

  /** What works all the same. */
  String goesOn();

  /** What ends it, and who has to do something for that. */
  String heals();

  /** How long it takes until it is seen or healed, as the test holds it to. */
  String within();
}
