package io.moodspeaker.music.playlist;

import io.moodspeaker.music.Locations;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the text of a list, whatever it is: m3u, pls, xspf, asx, wpl or cue, in any encoding and
 * with any line end. Which it is, its content tells, for names and servers are often wrong.
 */
public final class ListParser {
  /** What ends the name of a list. */
  public static final Set<String> SUFFIXES =
      Set.of("m3u", "m3u8", "pls", "xspf", "asx", "wax", "wvx", "wpl", "zpl", "cue");

  /** A path is at most 4,096 bytes long, a URL not much more. */
  private static final int LONGEST_LINE = 8192;

  private static final Pattern FILE = Pattern.compile("(?i)file(\\d*)\\s*=\\s*(.*)");
  private static final Pattern TITLE = Pattern.compile("(?i)title(\\d*)\\s*=\\s*(.*)");

  /** As lists of stations have it. */
  private static final Pattern LOGO =
      Pattern.compile("(?i)\\b(?:tvg-logo|logo|cover)=\"([^\"]*)\"");

  /** Asx looks like XML and rarely is. */
  private static final Pattern REF =
      Pattern.compile(
          "(?i)<(?:ref|entryref|media)\\b[^>]*?\\b(?:href|src)\\s*=\\s*(?:\"([^\">]*)|'([^'>]*))");

  /** A file of a cue sheet; its tracks are played as the one piece that they are. */
  private static final Pattern CUE = Pattern.compile("(?i)file\\s+(?:\"([^\"]+)\"|(\\S+)).*");

  private final int most;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * An entry of a list.
   *
   * @param location as written there
   * @param line from 1
   * @param cover its picture, as written there
   */
  public record Entry(String location, Optional<String> title, int line, Optional<String> cover) {}

  private ListParser(int most) {
    this.most = most;
  }

  /**
   * The entries of a list.
   *
   * @param most after so many the rest is left out
   * @throws IOException if it is XML that breaks off before the first entry
   */
  public static List<Entry> parse(byte[] bytes, int most) throws IOException {
    ListParser parser = new ListParser(most);
    String head = head(bytes);
    if (head.contains("<asx") || head.contains("<smil")) {
      parser.asx(decode(bytes));
    } else if (isXspf(head)) {
      parser.xspf(decode(bytes));
    } else {
      parser.lines(bytes, head);
    }
    return parser.entries;
  }

  /**
   * Whether it reads like a list, and not like sound or a page of the web.
   *
   * @param declared whether its sender says so: then addresses alone are enough
   */
  static boolean isList(byte[] bytes, boolean declared) {
    String head = head(bytes);
    if (head.contains("#ext-x-")) {
      return false; // A stream in pieces, which the decoder reads itself.
    }
    boolean marked =
        head.contains("#extm3u")
            || head.contains("[playlist]")
            || head.contains("[reference]")
            || head.contains("<asx")
            || isXspf(head);
    if (marked || declared) {
      return true;
    }
    List<String> lines = head.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return !lines.isEmpty()
        && lines.stream().limit(20).allMatch(l -> l.startsWith("#") || isAddress(l))
        && lines.stream().anyMatch(ListParser::isAddress);
  }

  private static boolean isXspf(String head) {
    return head.contains("<playlist") && (head.contains("xspf") || head.contains("<tracklist"));
  }

  private static boolean isAddress(String line) {
    return Locations.isUrl(line) || line.matches("file\\d*=https?://.*");
  }

  private static String head(byte[] bytes) {
    byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, 4096));
    return decode(first).toLowerCase(Locale.ROOT);
  }

  private void add(String location, Optional<String> title, int line) {
    add(location, title, line, Optional.empty());
  }

  private void add(String location, Optional<String> title, int line, Optional<String> cover) {
    if (!location.isEmpty() && entries.size() < most) {
      entries.add(
          new Entry(
              location,
              title.filter(t -> !t.isBlank()),
              line,
              cover.map(String::strip).filter(c -> !c.isEmpty())));
    }
  }

  private void lines(byte[] bytes, String head) throws IOException {
    boolean m3u = head.contains("#extm3u") || head.contains("#extinf:");
    boolean pls =
        head.lines().map(String::strip).anyMatch(l -> l.equals("[playlist]"))
            || (!m3u
                && head.lines()
                    .map(String::strip)
                    .anyMatch(l -> l.matches("(file|ref)\\d+\\s*=.*") || l.equals("[reference]")));
    try (BufferedReader reader = reader(bytes)) {
      if (pls) {
        pls(reader);
      } else if (!m3u && isCue(head)) {
        cue(reader);
      } else {
        m3u(reader);
      }
    }
  }

  private void m3u(BufferedReader reader) throws IOException {
    Optional<String> title = Optional.empty();
    Optional<String> cover = Optional.empty();
    int number = 0;
    for (String raw; entries.size() < most && (raw = reader.readLine()) != null; ) {
      number++;
      String line = raw.strip();
      if (line.regionMatches(true, 0, "#EXTINF:", 0, 8)) {
        // "#EXTINF:123 key="a, b",Artist - Title": the title follows the first comma outside
        // quotes.
        int comma = commaOutsideQuotes(line);
        title = comma < 0 ? Optional.empty() : Optional.of(line.substring(comma + 1).strip());
        cover = Optional.of(LOGO.matcher(line)).filter(Matcher::find).map(m -> m.group(1));
      } else if (!line.startsWith("#") && line.length() <= LONGEST_LINE) {
        add(line, title, number, cover);
        title = line.isEmpty() ? title : Optional.empty();
        cover = line.isEmpty() ? cover : Optional.empty();
      }
    }
  }

  private static boolean isCue(String head) {
    return head.lines().anyMatch(line -> CUE.matcher(line.strip()).matches())
        && head.lines().anyMatch(line -> line.strip().matches("track\\s+[0-9]+\\s.*"));
  }

  private void cue(BufferedReader reader) throws IOException {
    int number = 0;
    for (String raw; (raw = reader.readLine()) != null; ) {
      number++;
      Matcher file = CUE.matcher(raw.strip());
      if (file.matches()) {
        add(file.group(1) == null ? file.group(2) : file.group(1), Optional.empty(), number);
      }
    }
  }

  private static int commaOutsideQuotes(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return line.indexOf(',');
  }

  private void pls(BufferedReader reader) throws IOException {
    Map<String, Integer> places = new HashMap<>();
    int number = 0;
    for (String raw; (raw = reader.readLine()) != null; ) {
      number++;
      String line = raw.strip();
      Matcher file = FILE.matcher(line.replaceFirst("(?i)^ref(\\d+)", "file$1"));
      Matcher title = TITLE.matcher(line);
      if (line.length() > LONGEST_LINE) {
        continue;
      }
      if (file.matches()) {
        places.put(file.group(1), entries.size());
        // In a [Reference] of Windows mms servers are named by http addresses.
        add(file.group(2), Optional.empty(), number);
      } else if (title.matches()) {
        Integer at = places.get(title.group(1));
        if (at != null && at < entries.size()) {
          Entry entry = entries.get(at);
          entries.set(
              at,
              new Entry(
                  entry.location(),
                  Optional.of(title.group(2)).filter(t -> !t.isBlank()),
                  entry.line(),
                  entry.cover()));
        }
      }
    }
  }

  private void asx(String text) {
    Matcher refs = REF.matcher(text);
    while (refs.find()) {
      int line = 1 + (int) text.substring(0, refs.start()).chars().filter(c -> c == '\n').count();
      String href = refs.group(1) == null ? refs.group(2) : refs.group(1);
      add(href.strip().replace("&amp;", "&"), Optional.empty(), line);
      if (entries.size() >= most) {
        return;
      }
    }
  }

  private void xspf(String text) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
      Optional<String> title = Optional.empty();
      Optional<String> creator = Optional.empty();
      Optional<String> image = Optional.empty();
      String location = "";
      int line = 0;
      while (xml.hasNext() && entries.size() < most) {
        int event = xml.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "track" -> {
              title = Optional.empty();
              creator = Optional.empty();
              image = Optional.empty();
              location = "";
            }
            case "location" -> {
              // Of several the first: the others are where else the same is to be had.
              line = xml.getLocation().getLineNumber();
              String text1 = xml.getElementText().strip();
              location = location.isEmpty() ? text1 : location;
            }
            case "title" -> title = Optional.of(xml.getElementText().strip());
            case "image" -> image = Optional.of(xml.getElementText());
            case "creator" -> creator = Optional.of(xml.getElementText().strip());
            default -> {}
          }
        } else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("track")) {
          Optional<String> by = creator.filter(c -> !c.isBlank());
          add(location, title.map(t -> by.map(c -> c + " - " + t).orElse(t)), line, image);
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      // Some errors Java's reader throws as a MissingResourceException: it lacks the words for
      // them.
      if (entries.isEmpty()) {
        throw new IOException(
            "is no XSPF: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
      }
    }
  }

  private static BufferedReader reader(byte[] bytes) {
    Charset charset = charset(bytes);
    int skip = mark(bytes, charset);
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(bytes, skip, bytes.length - skip), charset));
  }

  private static String decode(byte[] bytes) {
    Charset charset = charset(bytes);
    int skip = mark(bytes, charset);
    return new String(bytes, skip, bytes.length - skip, charset);
  }

  private static int mark(byte[] bytes, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    }
    return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE)
        ? 2
        : 0;
  }

  private static Charset charset(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(8192);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (true) {
      // A piece of a letter at the end is what reading a part of a file leaves.
      var result = decoder.decode(in, out.clear(), false);
      if (result.isError()) {
        // Not UTF-8, so an old list: Windows' Latin letters are the likeliest, and decode always.
        return Charset.forName("windows-1252");
      }
      if (result.isUnderflow()) {
        return StandardCharsets.UTF_8;
      }
    }
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
