package io.moodspeaker.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a command line. */
final class Arguments {
  private static final Set<String> WITH_VALUE = Set.of("--set", "--host", "--port");

  private Arguments() {}

  /**
   * The same words with settings that stand before the command moved behind it, where commands look
   * for them: {@code --set a=b status} means {@code status --set a=b}. Without a command they stay.
   */
  static String[] inOrder(String... words) {
    int command = 0;
    while (command < words.length && isSetting(words[command])) {
      command += WITH_VALUE.contains(words[command]) ? 2 : 1;
    }
    if (command == 0 || command >= words.length || words[command].startsWith("-")) {
      return words;
    }
    List<String> all = List.of(words);
    List<String> moved = new ArrayList<>(all.subList(command, words.length));
    int end = moved.indexOf("--");
    moved.addAll(end < 0 ? moved.size() : end, all.subList(0, command));
    return moved.toArray(String[]::new);
  }

  private static boolean isSetting(String word) {
    int equals = word.indexOf('=');
    return WITH_VALUE.contains(equals < 0 ? word : word.substring(0, equals));
  }
}
