package io.moodspeaker.people.opencv;

import io.moodspeaker.feature.FacePointFinders;
import io.moodspeaker.people.FaceEncoder;
import io.moodspeaker.people.KnownPeople;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses what tells faces apart. */
public final class FaceEncoders {
  /** Where {@code models add sface} puts its file, below the models' folder. */
  public static final String SFACE = "people/face_recognition_sface_2021dec.onnx";

  private FaceEncoders() {}

  /**
   * SFace where its file is there, unless people are known by LBPH already; else LBPH. The caller
   * closes it.
   *
   * @param models the installation's models
   */
  public static FaceEncoder open(Path models, KnownPeople known) {
    Path sface = models.resolve(SFACE);
    boolean byLbph = !known.faces().isEmpty() && known.encoder().equals("lbph");
    return Files.isRegularFile(sface) && !byLbph
        ? new SFaceEncoder(sface, FacePointFinders.first(models))
        : new LbphEncoder();
  }
}
