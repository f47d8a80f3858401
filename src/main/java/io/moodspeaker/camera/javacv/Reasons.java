package io.moodspeaker.camera.javacv;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What kept a file from being read, in words. */
final class Reasons {
  private Reasons() {}

  static String of(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
