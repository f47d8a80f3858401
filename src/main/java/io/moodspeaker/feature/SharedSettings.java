package io.moodspeaker.feature;

/** Settings that several features read; the configuration declares them. */
public final class SharedSettings {
  /** Whether certificates are believed that don't fit. */
  public static final Setting<Boolean> TLS_ALLOW_INVALID =
      Setting.yesOrNo(
          "tls.allow-invalid",
          false,
          "Whether cameras and radios may show a certificate that is out of date, made by nobody"
              + " known or for another name: no or yes.");

  private SharedSettings() {}
}
