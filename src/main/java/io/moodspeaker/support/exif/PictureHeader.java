package io.moodspeaker.support.exif;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.bmp.BmpReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.gif.GifReader;
import com.drew.metadata.jfif.JfifDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a picture says of itself before it is decoded: a file of some kilobytes may claim gigabytes
 * of pixels.
 *
 * @param format what it is by its first bytes
 * @param width as stored, in pixels; 0 where the file does not say
 * @param height as stored, in pixels; 0 where the file does not say
 * @param orientation how the stored pixels lie
 * @param pixelAspect the width of one stored pixel divided by its height; 1 where the file does not
 *     say, and at most 4 to either side
 */
public record PictureHeader(
    Format format, int width, int height, Orientation orientation, double pixelAspect) {
  /** A file format. */
  public enum Format {
    BMP,
    GIF,
    JPEG,
    PNG,
    PNM,
    TIFF,
    WEBP,
    /** None of these. */
    OTHER
  }

  /** Portable any-maps: the kind, then width and height, with comments between. */
  private static final Pattern PNM =
      Pattern.compile("P[1-6](?:\\s|#.*\\n)+([0-9]{1,9})(?:\\s|#.*\\n)+([0-9]{1,9})\\s");

  private static final int PNM_HEAD_BYTES = 1000;

  private static final Set<PngChunkType> PNG_CHUNKS = Set.of(PngChunkType.eXIf, PngChunkType.pHYs);

  /** Two numbers of four bytes and a unit. */
  private static final int PHYSICAL_BYTES = 9;

  /** Beyond this, a number is a slip and no lens. */
  private static final double MOST_ASPECT = 4;

  /** The header of a file; size 0 and upright as far as it is damaged or says nothing. */
  public static PictureHeader of(byte[] file) {
    Matcher pnm =
        PNM.matcher(
            new String(
                file, 0, Math.min(file.length, PNM_HEAD_BYTES), StandardCharsets.ISO_8859_1));
    if (pnm.lookingAt()) {
      return new PictureHeader(
          Format.PNM,
          Integer.parseInt(pnm.group(1)),
          Integer.parseInt(pnm.group(2)),
          Orientation.UPRIGHT,
          1);
    }
    Format format = Format.OTHER;
    Metadata metadata = new Metadata();
    try {
      format = format(file);
      read(format, file, metadata);
    } catch (IOException | ImageProcessingException | RuntimeException damaged) {
      // What was read before the damage counts.
    }
    return new PictureHeader(
        format,
        width(format, file, metadata),
        height(format, file, metadata),
        turned(metadata),
        pixelAspect(metadata));
  }

  /** Width times height. */
  public long pixels() {
    return (long) width * height;
  }

  private static Format format(byte[] file) throws IOException {
    FileType type = FileTypeDetector.detectFileType(new ByteArrayInputStream(file));
    return switch (type) {
      case Bmp -> Format.BMP;
      case Gif -> Format.GIF;
      case Jpeg -> Format.JPEG;
      case Png -> Format.PNG;
      case Tiff -> Format.TIFF;
      case WebP -> Format.WEBP;
      default -> Format.OTHER;
    };
  }

  /** Reads from the array, for lengths that a file claims are then held to what it has. */
  private static void read(Format format, byte[] file, Metadata metadata)
      throws IOException, ImageProcessingException {
    SequentialByteArrayReader bytes = new SequentialByteArrayReader(file);
    switch (format) {
      case JPEG -> JpegMetadataReader.process(metadata, new ByteArrayInputStream(file));
      case TIFF -> new ExifReader().extract(new ByteArrayReader(file), metadata);
      case GIF -> new GifReader().extract(bytes, metadata);
      case BMP -> new BmpReader().extract(bytes, metadata);
      case WEBP -> {
        bytes.setMotorolaByteOrder(false);
        new RiffReader().processRiff(bytes, new WebpRiffHandler(metadata));
      }
      case PNG -> {
        for (PngChunk chunk : new PngChunkReader().extract(bytes, PNG_CHUNKS)) {
          if (chunk.getType().equals(PngChunkType.eXIf)) {
            new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
          } else if (chunk.getBytes().length == PHYSICAL_BYTES) {
            metadata.addDirectory(physical(ByteBuffer.wrap(chunk.getBytes())));
          }
        }
      }
      default -> {}
    }
  }

  private static Directory physical(ByteBuffer chunk) {
    PngDirectory directory = new PngDirectory(PngChunkType.pHYs);
    directory.setInt(PngDirectory.TAG_PIXELS_PER_UNIT_X, chunk.getInt());
    directory.setInt(PngDirectory.TAG_PIXELS_PER_UNIT_Y, chunk.getInt());
    directory.setInt(PngDirectory.TAG_UNIT_SPECIFIER, chunk.get());
    return directory;
  }

  /** Densities without a unit say nothing else but how wide a pixel is. */
  private static double pixelAspect(Metadata metadata) {
    double aspect = 1;
    if (unitless(metadata, JfifDirectory.class, JfifDirectory.TAG_UNITS)) {
      aspect =
          (double) number(metadata, JfifDirectory.class, JfifDirectory.TAG_RESY)
              / number(metadata, JfifDirectory.class, JfifDirectory.TAG_RESX);
    } else if (unitless(metadata, PngDirectory.class, PngDirectory.TAG_UNIT_SPECIFIER)) {
      aspect =
          (double) number(metadata, PngDirectory.class, PngDirectory.TAG_PIXELS_PER_UNIT_Y)
              / number(metadata, PngDirectory.class, PngDirectory.TAG_PIXELS_PER_UNIT_X);
    }
    return aspect <= MOST_ASPECT && aspect >= 1 / MOST_ASPECT ? aspect : 1;
  }

  private static boolean unitless(Metadata metadata, Class<? extends Directory> type, int tag) {
    Directory directory = metadata.getFirstDirectoryOfType(type);
    Integer unit = directory == null ? null : directory.getInteger(tag);
    return unit != null && unit == 0;
  }

  private static int width(Format format, byte[] file, Metadata metadata) {
    return switch (format) {
      case JPEG -> number(metadata, JpegDirectory.class, JpegDirectory.TAG_IMAGE_WIDTH);
      case TIFF -> number(metadata, ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_WIDTH);
      case GIF -> number(metadata, GifHeaderDirectory.class, GifHeaderDirectory.TAG_IMAGE_WIDTH);
      case BMP -> number(metadata, BmpHeaderDirectory.class, BmpHeaderDirectory.TAG_IMAGE_WIDTH);
      case WEBP -> number(metadata, WebpDirectory.class, WebpDirectory.TAG_IMAGE_WIDTH);
      case PNG -> pngNumber(file, 16);
      default -> 0;
    };
  }

  private static int height(Format format, byte[] file, Metadata metadata) {
    return switch (format) {
      case JPEG -> number(metadata, JpegDirectory.class, JpegDirectory.TAG_IMAGE_HEIGHT);
      case TIFF -> number(metadata, ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_HEIGHT);
      case GIF -> number(metadata, GifHeaderDirectory.class, GifHeaderDirectory.TAG_IMAGE_HEIGHT);
      case BMP -> number(metadata, BmpHeaderDirectory.class, BmpHeaderDirectory.TAG_IMAGE_HEIGHT);
      case WEBP -> number(metadata, WebpDirectory.class, WebpDirectory.TAG_IMAGE_HEIGHT);
      case PNG -> pngNumber(file, 20);
      default -> 0;
    };
  }

  /** PNG begins with its size, at a fixed place. */
  private static int pngNumber(byte[] file, int at) {
    return file.length < at + 4 ? 0 : Math.max(0, ByteBuffer.wrap(file).getInt(at));
  }

  /** A BMP from the top down has a height below 0. */
  private static int number(Metadata metadata, Class<? extends Directory> type, int tag) {
    Directory directory = metadata.getFirstDirectoryOfType(type);
    Integer value = directory == null ? null : directory.getInteger(tag);
    return value == null || value == Integer.MIN_VALUE ? 0 : Math.abs(value);
  }

  private static Orientation turned(Metadata metadata) {
    int value = number(metadata, ExifIFD0Directory.class, ExifIFD0Directory.TAG_ORIENTATION);
    return value >= 1 && value <= 8 ? new Orientation(value) : Orientation.UPRIGHT;
  }
}
