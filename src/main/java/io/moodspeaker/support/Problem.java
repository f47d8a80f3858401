package io.moodspeaker.support;

/**
 * Something wrong in a configuration, and where.
 *
 * @param source the file as a person would name it ({@code config/moods.yaml}), or another source
 *     such as {@code environment}
 * @param line from 1; 0 where there is no line to point at
 * @param column from 1; 0 where there is no column to point at
 * @param message the thing, its value and the remedy; never a secret
 */
public record Problem(String source, int line, int column, String message) {
  /** A problem on one line, whose message shows no password that stands in an address. */
  public Problem {
    source = OneLine.whole(source);
    message = OneLine.whole(Urls.withoutSecrets(message));
  }

  /** A problem with a source as a whole. */
  public static Problem of(String source, String message) {
    return new Problem(source, 0, 0, message);
  }

  /** One line: {@code config/moods.yaml:12:9: volume must be 0 to 100, was 140}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source);
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    return text.append(": ").append(message).toString();
  }
}
