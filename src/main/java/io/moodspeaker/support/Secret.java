package io.moodspeaker.support;

/** A value that no log, status or message may show. */
public final class Secret {
  /** No secret at all. */
  public static final Secret NONE = new Secret("");

  private final String value;

  public Secret(String value) {
    this.value = value.strip();
  }

  public boolean isSet() {
    return !value.isEmpty();
  }

  /** The value itself, for the one request that carries it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return isSet() ? "(set)" : "(not set)";
  }
}
