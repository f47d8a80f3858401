package io.moodspeaker.support;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A configuration as far as it could be read, and all that is wrong with it.
 *
 * @param value what can be used; empty when the text itself is wrong. A value with problems is one
 *     that points at things which are missing, such as a playlist on a disk that is not there.
 * @param problems in the order of the text
 */
public record Validated<T>(Optional<T> value, List<Problem> problems) {
  public Validated {
    problems = List.copyOf(problems);
    if (value.isEmpty() && problems.isEmpty()) {
      throw new IllegalArgumentException("a configuration without a value needs a problem");
    }
  }

  /** Whether there is a value and nothing is wrong. */
  public boolean good() {
    return problems.isEmpty();
  }

  /**
   * The value.
   *
   * @throws E made of all problems, one a line, if there is none
   */
  public <E extends Exception> T orElseThrow(Function<String, E> exception) throws E {
    if (value.isPresent()) {
      return value.get();
    }
    throw exception.apply(
        String.join(System.lineSeparator(), problems.stream().map(Problem::toString).toList()));
  }
}
