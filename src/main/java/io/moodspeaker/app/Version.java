package io.moodspeaker.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's version, which the build writes into it. */
public final class Version {
  private Version() {}

  /** Its number: {@code 0.1.0}; {@code development} where the build did not write it. */
  public static String number() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String number = build.getProperty("version", "");
    return number.isEmpty() || number.startsWith("$") ? "development" : number;
  }
}
