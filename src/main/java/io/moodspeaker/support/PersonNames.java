package io.moodspeaker.support;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * People's names: one person's, however it is typed, in small letters or capital ones, in composed
 * or decomposed ones.
 */
public final class PersonNames {
  /** By the alphabet; equal where it is one name. */
  public static final Comparator<String> ORDER = Comparator.comparing(PersonNames::key);

  private PersonNames() {}

  /** A name in composed letters, without blanks around it. */
  public static String composed(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }

  private static String key(String name) {
    return composed(composed(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  /** What belongs to each; cannot be changed. */
  public static <T> SortedMap<String, T> map(Map<String, T> byName) {
    SortedMap<String, T> all = new TreeMap<>(ORDER);
    all.putAll(byName);
    return Collections.unmodifiableSortedMap(all);
  }

  /** Some of them; cannot be changed. */
  public static SortedSet<String> set(Collection<String> names) {
    SortedSet<String> all = new TreeSet<>(ORDER);
    all.addAll(names);
    return Collections.unmodifiableSortedSet(all);
  }
}
