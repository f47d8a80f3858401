package io.moodspeaker.emotion;

import java.nio.file.Path;

/** A network is not as its {@code model.yaml} says. */
public final class ModelMisfitException extends EmotionException {
  private static final long serialVersionUID = 1;

  private final String section;
  private final String key;

  /**
   * What does not fit.
   *
   * @param section of the file: {@code input} or {@code output}
   * @param key in it
   */
  public ModelMisfitException(String section, String key, String message) {
    super(message);
    this.section = section;
    this.key = key;
  }

  /** The same with the place in the file, {@code model.yaml:LINE:COLUMN}. */
  public EmotionException in(Path yaml) {
    return new EmotionException(ModelYaml.at(yaml, section, key, getMessage()), this);
  }
}
