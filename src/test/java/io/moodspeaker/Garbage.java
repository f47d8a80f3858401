package io.moodspeaker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What parsers of outside data must bear: any bytes, and good ones that went wrong on the way. */
public final class Garbage {
  private Garbage() {}

  /**
   * Bytes of any kind, and examples of which some bytes are changed, cut out, put in or doubled.
   */
  public static Arbitrary<byte[]> bytes(byte[]... examples) {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> good = Arbitraries.of(List.of(examples));
    Arbitrary<byte[]> spoilt =
        Combinators.combine(
                good,
                Arbitraries.integers().between(0, 1 << 20),
                Arbitraries.integers().between(0, 40),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(12),
                Arbitraries.integers().between(0, 3))
            .as(Garbage::spoil);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, any),
        net.jqwik.api.Tuple.of(4, spoilt),
        net.jqwik.api.Tuple.of(2, Combinators.combine(spoilt, spoilt).as((a, b) -> joined(a, b))));
  }

  /** The same of texts. */
  public static Arbitrary<byte[]> texts(String... examples) {
    return bytes(
        Stream.of(examples)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  /** The same of JSON, and values of each kind and of silly sizes in the place of its values. */
  public static Arbitrary<byte[]> json(String... examples) {
    Arbitrary<byte[]> odd =
        Combinators.combine(
                Arbitraries.of(examples),
                Arbitraries.of(
                    "null",
                    "-1",
                    "1e999",
                    "99999999999999999999",
                    "\"\"",
                    "\"\\u0000\\ud800\"",
                    "[]",
                    "{}",
                    "true",
                    "[".repeat(2000),
                    "{\"a\":".repeat(2000)),
                Arbitraries.integers().between(0, 40))
            .as(Garbage::oddValue);
    return Arbitraries.oneOf(texts(examples), odd);
  }

  /** The value at one of its places is another one. */
  private static byte[] oddValue(String json, String odd, int place) {
    String[] parts = json.split("(?<=[:,\\[])", -1);
    int at = 1 + place % Math.max(1, parts.length - 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      text.append(
          i == at ? odd + parts[i].replaceFirst("^(\"[^\"]*\"|[^\\[\\]{},:]*)", "") : parts[i]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spoil(byte[] good, int where, int length, byte[] by, int how) {
    if (good.length == 0) {
      return by;
    }
    int at = where % good.length;
    int end = Math.min(good.length, at + length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, 0, at);
    switch (how) {
      case 0 -> out.writeBytes(by); // The rest is missing.
      case 1 -> {
        out.writeBytes(by);
        out.write(good, end, good.length - end);
      }
      case 2 -> {
        out.writeBytes(by);
        out.write(good, at, good.length - at);
      }
      default -> {
        out.write(good, 0, end);
        out.write(good, at, good.length - at);
      }
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
