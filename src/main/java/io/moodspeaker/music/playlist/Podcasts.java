package io.moodspeaker.music.playlist;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.PlaylistSource;
import io.moodspeaker.music.Track;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Podcasts' newest episodes: {@code podcast+https://…} is a feed's address. */
public final class Podcasts implements PlaylistSource {
  private static final String PREFIX = "podcast+";

  private final HttpListFetcher http;

  public Podcasts(HttpListFetcher http) {
    this.http = http;
  }

  @Override
  public boolean knows(String scheme) {
    return scheme.equals(PREFIX + "https") || scheme.equals(PREFIX + "http");
  }

  @Override
  public List<Track> read(String uri) throws IOException {
    String address = uri.substring(PREFIX.length());
    return List.of(newest(http.document(address), address));
  }

  /** An episode as far as it was read. */
  private record Episode(Track track, Instant published) {}

  private static Track newest(byte[] feed, String address) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Optional<Episode> newest = Optional.empty();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(feed));
      boolean inItem = false;
      Optional<String> title = Optional.empty();
      Optional<String> sound = Optional.empty();
      Optional<String> image = Optional.empty();
      Optional<String> ofAll = Optional.empty();
      Instant published = Instant.EPOCH;
      while (xml.hasNext()) {
        int event = xml.next();
        String name = xml.hasName() ? xml.getLocalName() : "";
        if (event == XMLStreamReader.START_ELEMENT && name.equals("item")) {
          inItem = true;
          title = Optional.empty();
          sound = Optional.empty();
          image = Optional.empty();
          published = Instant.EPOCH;
        } else if (event == XMLStreamReader.START_ELEMENT && inItem) {
          switch (name) {
            case "image" -> image = Optional.ofNullable(xml.getAttributeValue(null, "href"));
            case "title" -> title = Optional.of(xml.getElementText().strip());
            case "pubDate" -> published = time(xml.getElementText().strip());
            case "enclosure" -> sound = Optional.ofNullable(xml.getAttributeValue(null, "url"));
            default -> {}
          }
        } else if (event == XMLStreamReader.START_ELEMENT && name.equals("image")) {
          ofAll = Optional.ofNullable(xml.getAttributeValue(null, "href")).or(at(ofAll));
        } else if (event == XMLStreamReader.END_ELEMENT && name.equals("item")) {
          inItem = false;
          boolean newer = newest.isEmpty() || published.isAfter(newest.get().published());
          if (sound.isPresent() && newer) {
            String location = absolute(address, sound.get());
            if (Locations.isUrl(location)) {
              Optional<String> cover = image.or(at(ofAll)).map(i -> absolute(address, i));
              newest = Optional.of(new Episode(new Track(location, title, cover), published));
            }
          }
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      // Some errors Java's reader throws as a MissingResourceException: it lacks the words for
      // them.
      if (newest.isEmpty()) {
        throw new IOException(
            "is no podcast's feed: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
      }
    }
    return newest.map(Episode::track).orElseThrow(() -> new IOException("holds no episode"));
  }

  private static Supplier<Optional<String>> at(Optional<String> other) {
    return () -> other;
  }

  private static String absolute(String feed, String address) {
    return Locations.address(feed).resolve(Locations.address(address)).toString();
  }

  private static Instant time(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH; // Feeds are written in many ways; then their order counts.
    }
  }
}
