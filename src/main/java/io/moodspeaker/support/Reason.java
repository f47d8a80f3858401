package io.moodspeaker.support;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Why something failed, in words for a person: one line, without the names of Java's classes. */
public final class Reason {
  private Reason() {}

  /** The words alone; whoever tells them names the file. */
  public static String of(Throwable e) {
    return OneLine.of(
        switch (e) {
          case NoSuchFileException none -> "it is not there";
          case AccessDeniedException denied -> "permission denied";
          case FileSystemLoopException loop -> "it leads back to itself";
          case NotDirectoryException file -> "it is no folder";
          case DirectoryNotEmptyException full -> "the folder is not empty";
          case FileAlreadyExistsException there -> "it is there already";
          case FileSystemException other -> words(other);
          case CharacterCodingException bytes -> "it is no text in UTF-8";
          case NoClassDefFoundError library -> "a library of the installation does not load";
          case NullPointerException fault -> "a fault in moodspeaker itself";
          case ClassCastException fault -> "a fault in moodspeaker itself";
          case UnknownHostException host -> "no host is called " + host.getMessage();
          case UncheckedIOException wrapped -> of(wrapped.getCause());
          case DirectoryIteratorException wrapped -> of(wrapped.getCause());
          case EOFException end ->
              Objects.requireNonNullElse(end.getMessage(), "it ends too early");
          default -> words(e);
        });
  }

  /** The same with the file that it is about, where one is known. */
  public static String withFile(Throwable e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? OneLine.of(file.getFile()) + ": " + of(e)
        : of(e);
  }

  private static String words(FileSystemException e) {
    String reason = Objects.requireNonNullElse(e.getReason(), "the file system refuses it");
    return reason.startsWith("Too many levels of symbolic links")
        ? "it is a link that leads back to itself"
        : reason;
  }

  /** An exception made of another has its toString for a message. */
  private static String words(Throwable e) {
    Throwable cause = e.getCause();
    String message = e.getMessage();
    if (cause != null && (message == null || message.equals(cause.toString()))) {
      return of(cause);
    }
    return message == null || message.isBlank() ? "an error without words" : PlainWords.reason(e);
  }
}
