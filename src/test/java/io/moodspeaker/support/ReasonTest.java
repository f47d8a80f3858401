package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
  static Stream<Throwable> failures() {
    return Stream.of(
        new NoSuchFileException("/a"),
        new AccessDeniedException("/a"),
        new FileSystemLoopException("/a"),
        new NotDirectoryException("/a"),
        new DirectoryNotEmptyException("/a"),
        new FileAlreadyExistsException("/a"),
        new FileSystemException("/a"),
        new FileSystemException("/a", null, "Too many levels of symbolic links"),
        new UncheckedIOException(new NoSuchFileException("/a")),
        new IOException(new NoSuchFileException("/a")),
        new IOException(new IOException()),
        new UnknownHostException("radio.example"),
        new MalformedInputException(1),
        new EOFException(),
        new IOException("  "),
        new IOException("sending; nested: " + new IOException("refused")),
        new NullPointerException());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void no_reason_names_a_class_of_java_or_is_blank(Throwable e) {
    assertThat(Reason.of(e)).isNotBlank().doesNotContain("Exception", "java.", "null");
    assertThat(Reason.withFile(e)).isNotBlank().doesNotContain("Exception", "java.", "null");
  }

  @Test
  void the_file_is_named_where_it_is_wanted() {
    assertThat(Reason.withFile(new AccessDeniedException("/a\nb")))
        .isEqualTo("/a b: permission denied");
    assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("permission denied");
  }
}
