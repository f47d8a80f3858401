package io.moodspeaker.feature;

import java.util.List;

/** Settings that several features read; the configuration declares them. */
public final class SharedSettings {
  /** Whether certificates are believed that don't fit. */
  public static final Setting<Boolean> TLS_ALLOW_INVALID =
      Setting.yesOrNo(
          "tls.allow-invalid",
          false,
          "Whether cameras and radios may show a certificate that is out of date, made by nobody"
              + " known or for another name: no or yes.");

  /** The languages that the speaker speaks, by their codes. */
  public static final List<String> LANGUAGES = List.of("en", "de", "ko");

  /** The language that the speaker speaks. */
  public static final Setting<String> LANGUAGE =
      Setting.oneOf("speech.language", LANGUAGES, "The language that is spoken: en, de or ko.")
          .live();

  private SharedSettings() {}
}
