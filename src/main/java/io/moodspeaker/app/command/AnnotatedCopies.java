package io.moodspeaker.app.command;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.camera.javacv.PictureReader.Picture;
import io.moodspeaker.camera.javacv.VideoWriter;
import io.moodspeaker.model.Face;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The copies of pictures with their labels: of a still a picture, of a video a video. */
final class AnnotatedCopies implements AutoCloseable {
  private Optional<VideoWriter> video = Optional.empty();
  private String name = "";

  void write(Annotator annotator, Picture picture, List<Face> faces) throws IOException {
    if (picture.seconds().isEmpty()) {
      annotator.write(picture.name(), picture.frame(), picture.seconds(), faces);
      return;
    }
    BufferedImage image = Annotator.drawn(picture.frame(), faces);
    if (video.isEmpty() || !name.equals(picture.name())) {
      close();
      video =
          Optional.of(
              VideoWriter.open(
                  annotator.video(picture.name()), image.getWidth(), image.getHeight()));
      name = picture.name();
    }
    video.get().write(image, picture.seconds().get());
  }

  @Override
  public void close() throws IOException {
    if (video.isPresent()) {
      video.get().close();
      video = Optional.empty();
    }
  }
}
