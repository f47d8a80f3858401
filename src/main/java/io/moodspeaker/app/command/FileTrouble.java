package io.moodspeaker.app.command;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What is wrong with a path that a person gave, in words: Java tells many by the path alone. */
final class FileTrouble {
  private FileTrouble() {}

  /** The path, what is wrong with it and what helps; empty where another path would not help. */
  static Optional<String> explain(Throwable error) {
    Throwable cause = error instanceof UncheckedIOException wrapped ? wrapped.getCause() : error;
    if (!(cause instanceof FileSystemException trouble)) {
      return Optional.empty();
    }
    String file = trouble.getOtherFile() == null ? trouble.getFile() : trouble.getOtherFile();
    return file == null ? Optional.empty() : words(trouble, file).map(words -> file + " " + words);
  }

  private static Optional<String> words(FileSystemException trouble, String file) {
    return Optional.ofNullable(
        switch (trouble) {
          case NoSuchFileException none -> missing(file);
          case AccessDeniedException denied ->
              "may not be used: permission denied; name another place, or run this as its owner";
          case FileAlreadyExistsException taken -> "is no folder; name another place";
          case DirectoryNotEmptyException full -> "is a folder; name a file";
          default ->
              switch (String.valueOf(trouble.getReason())) {
                case "Is a directory" -> "is a folder; name a file";
                case "Not a directory" -> "lies in what is no folder; name another place";
                case "Read-only file system" ->
                    "can't be written: the file system is read-only; name another place";
                case "File name too long" -> "can't be there: the name is too long; shorten it";
                default -> null;
              };
        });
  }

  private static String missing(String file) {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    return folder == null || Files.isDirectory(folder)
        ? "is not there and can't be made; name another"
        : "is not there: " + folder + " is no folder; make it first, or name another place";
  }
}
