package io.moodspeaker.app.command;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.javacv.PictureReader;
import io.moodspeaker.camera.javacv.PictureReader.Picture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The pictures that a command was given. */
final class PictureLoop {
  private PictureLoop() {}

  /**
   * What is done with a picture.
   *
   * @param <E> what it may throw beside an IOException
   */
  interface Look<E extends Exception> {
    void at(Picture picture) throws E, IOException;
  }

  /**
   * Looks at one after the other; those that can't be read are told and passed over.
   *
   * @param step pictures of a video nearer to the last one than this are left out; zero for all
   * @return how many could not be read
   */
  static <E extends Exception> int over(
      List<Path> paths, Duration step, PrintWriter err, Look<E> look) throws E, IOException {
    int unreadable = 0;
    try (PictureReader pictures = new PictureReader(paths, step)) {
      while (true) {
        Optional<Picture> next;
        try {
          next = pictures.next();
        } catch (CameraException unread) {
          err.println(unread.getMessage());
          unreadable++;
          continue;
        }
        if (next.isEmpty()) {
          return unreadable;
        }
        look.at(next.get());
      }
    }
  }
}
