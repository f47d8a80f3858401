package io.moodspeaker.people;

import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.PersonNames;
import io.moodspeaker.support.TextFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The people who asked to be known, each by the numbers of some of their faces. Immutable.
 *
 * @param encoder whose numbers they are
 * @param faces the numbers by name
 */
public record KnownPeople(String encoder, SortedMap<String, List<float[]>> faces) {
  /** The file's name in the state folder. */
  public static final String FILE = "people.dat";

  /** Forty letters, figures, blanks and a few signs: what fits a line of the log. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._'-]{0,39}");

  /** "msp" and the format's number. */
  private static final int MAGIC = 0x6d737002;

  /** A person's later faces replace the oldest above this many. */
  private static final int FACES_A_PERSON = 60;

  /** A thousand people's faces; what is larger was not written here. */
  private static final long MOST_BYTES = 256_000_000;

  private static final int MOST_PEOPLE = 1000;
  private static final int MOST_NUMBERS = 1 << 20;

  public KnownPeople {
    faces = PersonNames.map(faces);
  }

  /** Nobody. */
  public static KnownPeople none(String encoder) {
    return new KnownPeople(encoder, new TreeMap<>());
  }

  /**
   * Looks at a name alone.
   *
   * @return the name in composed letters
   * @throws IllegalArgumentException if it is refused; the message says what helps
   */
  public static String checkName(String typed) {
    String name = PersonNames.composed(typed);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name is 1 to 40 letters, figures, blanks or . _ ' -, and begins with a letter or"
              + " figure; was '"
              + name
              + "'");
    }
    return name;
  }

  /** With more faces of a person, who may be new; who is known keeps the name as it was given. */
  public KnownPeople with(String typed, List<float[]> more) {
    String name = checkName(typed);
    TreeMap<String, List<float[]>> all = new TreeMap<>(faces);
    List<float[]> theirs = new ArrayList<>(all.getOrDefault(name, List.of()));
    theirs.addAll(more);
    all.put(
        name,
        List.copyOf(theirs.subList(Math.max(0, theirs.size() - FACES_A_PERSON), theirs.size())));
    return new KnownPeople(encoder, all);
  }

  /** Without a person. */
  public KnownPeople without(String name) {
    TreeMap<String, List<float[]>> all = new TreeMap<>(faces);
    all.remove(name);
    return new KnownPeople(encoder, all);
  }

  /**
   * The people of a state folder; nobody where there is no file.
   *
   * @throws IOException if the file is damaged; the message says what helps
   */
  public static KnownPeople read(Path stateDir) throws IOException {
    Path file = stateDir.resolve(FILE);
    byte[] bytes;
    try {
      bytes = TextFile.small(file, MOST_BYTES);
    } catch (NoSuchFileException none) {
      return none("");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      require(in.readInt() == MAGIC);
      String encoder = in.readUTF();
      int people = in.readInt();
      require(people >= 0 && people <= MOST_PEOPLE);
      TreeMap<String, List<float[]>> faces = new TreeMap<>();
      for (int i = 0; i < people; i++) {
        String name = checkName(in.readUTF());
        int count = in.readInt();
        require(count >= 0 && count <= FACES_A_PERSON);
        List<float[]> theirs = new ArrayList<>();
        for (int j = 0; j < count; j++) {
          int length = in.readInt();
          require(length >= 0 && length <= MOST_NUMBERS && length <= in.available() / 4);
          float[] numbers = new float[length];
          for (int k = 0; k < length; k++) {
            numbers[k] = in.readFloat();
          }
          theirs.add(numbers);
        }
        faces.put(name, List.copyOf(theirs));
      }
      return new KnownPeople(encoder, faces);
    } catch (IOException | IllegalArgumentException damaged) {
      throw new IOException(
          file + " is damaged; delete it and enroll again with 'moodspeaker enroll NAME'", damaged);
    }
  }

  private static void require(boolean sound) {
    if (!sound) {
      throw new IllegalArgumentException("a number that cannot be");
    }
  }

  /** Writes them into a state folder; where there is nobody, no file stays. */
  public void write(Path stateDir) throws IOException {
    Path file = stateDir.resolve(FILE);
    if (faces.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeUTF(encoder);
      out.writeInt(faces.size());
      for (var person : faces.entrySet()) {
        out.writeUTF(person.getKey());
        out.writeInt(person.getValue().size());
        for (float[] numbers : person.getValue()) {
          out.writeInt(numbers.length);
          for (float number : numbers) {
            out.writeFloat(number);
          }
        }
      }
    }
    AtomicFile.write(file, bytes.toByteArray());
  }
}
