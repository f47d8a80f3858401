package io.moodspeaker.camera.javacv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.TurnedJpeg;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.SharedData;
import io.moodspeaker.camera.TestPictures;
import io.moodspeaker.camera.javacv.PictureReader.Picture;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.support.NativeStderr;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {"a.png", "a.jpg", "A.JPEG", "a.bmp", "a.gif", "a.tiff", "Gesicht ä 얼굴.png"})
  void a_picture_is_read_in_bgr_without_a_time(String name) throws Exception {
    Path file = TestPictures.write(dir.resolve(name), Color.BLUE);
    List<Picture> pictures = all(file);
    assertThat(pictures).hasSize(1);
    Picture picture = pictures.get(0);
    assertThat(picture.name()).isEqualTo(file.toString());
    assertThat(picture.seconds()).isEmpty();
    assertThat(picture.frame().width()).isEqualTo(40);
    assertThat(picture.frame().height()).isEqualTo(30);
    assertThat(TestPictures.colorOf(picture.frame()).getBlue()).isGreaterThan(240);
    assertThat(TestPictures.colorOf(picture.frame()).getRed()).isLessThan(20);
  }

  @Test
  void what_a_library_says_of_a_picture_that_it_reads_is_told_with_the_picture_s_name()
      throws Exception {
    BufferedImage noise = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 200 * 200; i++) {
      noise.setRGB(i % 200, i / 200, i * 7919);
    }
    Path file = dir.resolve("cut ü.jpg");
    ImageIO.write(noise, "jpg", file.toFile());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    List<String> raw = new ArrayList<>();
    try (LogLines log = new LogLines(PictureReader.class.getName())) {
      List<Picture> pictures = NativeStderr.kept(() -> all(file), raw::add);

      assertThat(pictures).hasSize(1);
      assertThat(log.all())
          .contains("WARN " + file + ": Corrupt JPEG data: premature end of data segment");
      assertThat(raw).noneMatch(line -> line.startsWith("Corrupt"));
    }
  }

  @Test
  void a_folder_is_read_with_its_subfolders_in_natural_order_and_other_files_are_passed_over()
      throws Exception {
    for (String name : List.of("10.png", "9.png", "1.png", "sub/2.png")) {
      TestPictures.write(dir.resolve(name), Color.RED);
    }
    Files.writeString(dir.resolve("notes.txt"), "no picture");
    assertThat(all(dir))
        .extracting(picture -> dir.relativize(Path.of(picture.name())).toString())
        .containsExactly("1.png", "9.png", "10.png", "sub/2.png");
  }

  @Test
  void an_archive_is_read_in_natural_order_and_never_unpacked() throws Exception {
    Path zip = dir.resolve("faces.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("set/10.jpg", "set/2.jpg", "set/labels.csv")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(TestPictures.encoded("jpg", Color.GREEN));
      }
    }
    assertThat(all(zip))
        .extracting(Picture::name)
        .containsExactly(zip + "!/set/2.jpg", zip + "!/set/10.jpg");
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(zip);
    }
  }

  @Test
  void what_cannot_be_read_is_named_and_the_rest_is_read() throws Exception {
    Path broken = Files.write(dir.resolve("1.jpg"), new byte[] {1, 2, 3});
    Path empty = Files.createFile(dir.resolve("2.png"));
    Path fine = TestPictures.write(dir.resolve("3.png"), Color.RED);
    Path missing = dir.resolve("4.png");
    Path noZip = Files.write(dir.resolve("5.zip"), new byte[] {1, 2, 3});
    Path noVideo = Files.write(dir.resolve("6.mp4"), new byte[] {1, 2, 3});
    try (PictureReader reader =
        new PictureReader(List.of(broken, empty, fine, missing, noZip, noVideo), Duration.ZERO)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(CameraException.class)
          .hasMessageStartingWith(broken + " is not a picture");
      assertThatThrownBy(reader::next).hasMessage(empty + " is empty");
      assertThat(reader.next()).map(Picture::name).contains(fine.toString());
      assertThatThrownBy(reader::next).hasMessage(missing + " does not exist");
      assertThatThrownBy(reader::next).hasMessageStartingWith(noZip + " is not a zip archive");
      assertThatThrownBy(reader::next).hasMessageStartingWith(noVideo + " cannot be opened: ");
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void folders_behind_links_are_read_the_root_too() throws Exception {
    TestPictures.write(dir.resolve("disk/1.png"), Color.RED);
    TestPictures.write(dir.resolve("mine/2.png"), Color.RED);
    Files.createSymbolicLink(dir.resolve("mine/1"), dir.resolve("disk"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("mine"));

    assertThat(all(link))
        .extracting(Picture::name)
        .containsExactly(link + "/1/1.png", link + "/2.png");
  }

  @Test
  void a_link_back_to_a_folder_around_it_is_named() throws Exception {
    TestPictures.write(dir.resolve("mine/1.png"), Color.RED);
    Path link = Files.createSymbolicLink(dir.resolve("mine/again"), dir.resolve("mine"));

    assertThatThrownBy(() -> all(dir.resolve("mine")))
        .isInstanceOf(CameraException.class)
        .hasMessage(link + " is a link to a folder that it lies in; remove the link");
  }

  @Test
  void a_folder_without_pictures_is_named() {
    assertThatThrownBy(() -> all(dir)).hasMessage(dir + " holds no pictures");
  }

  /** The values of EXIF's orientation and where the picture's left upper corner then is. */
  @ParameterizedTest
  @CsvSource({"1,false,false,40", "3,true,true,40", "6,true,false,30", "8,false,true,30"})
  void a_picture_is_turned_as_its_exif_data_says(
      int orientation, boolean right, boolean bottom, int width) throws Exception {
    byte[] jpeg = TestPictures.encoded("jpg", Color.BLUE);
    byte[] exif = TurnedJpeg.exif(orientation, ByteOrder.BIG_ENDIAN);
    Path file = Files.write(dir.resolve("turned.jpg"), TurnedJpeg.with(jpeg, exif));
    var frame = all(file).get(0).frame();
    assertThat(frame.width()).isEqualTo(width);
    int x = right ? frame.width() * 3 / 4 : frame.width() / 4;
    int y = bottom ? frame.height() * 3 / 4 : frame.height() / 4;
    assertThat(TestPictures.isWhite(TestPictures.at(frame, x, y))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"jpg, 1", "jpg, 2", "jpg, 60"})
  void a_picture_without_its_last_bytes_shows_what_there_is(String format, int missing)
      throws Exception {
    byte[] whole = TestPictures.encoded(format, Color.BLUE);
    Path file =
        Files.write(dir.resolve("cut." + format), Arrays.copyOf(whole, whole.length - missing));
    var frame = all(file).get(0).frame();
    assertThat(frame.width()).isEqualTo(40);
    assertThat(TestPictures.isWhite(TestPictures.at(frame, 10, 4))).as("what is there").isTrue();
  }

  @Test
  void a_progressive_picture_without_its_last_bytes_is_read() throws Exception {
    byte[] whole = TestPictures.progressive(400, 300, Color.BLUE);
    Path file = Files.write(dir.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length - 2));
    assertThat(TestPictures.colorOf(all(file).get(0).frame()).getBlue()).isGreaterThan(240);
  }

  @Test
  void a_photograph_of_fifty_megapixels_is_scaled_down_and_its_places_are_told_in_the_file()
      throws Exception {
    Path file = dir.resolve("large.jpg");
    Files.write(file, TestPictures.jpeg(8192, 6144, Color.BLUE));
    Picture picture = all(file).get(0);
    assertThat(picture.frame().width()).isEqualTo(4096);
    assertThat(picture.frame().height()).isEqualTo(3072);
    assertThat(picture.scale()).isEqualTo(2);
    assertThat(picture.inFile(4096)).isEqualTo(8192);
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 60_000})
  void a_picture_that_claims_to_be_enormous_is_refused(int side) throws Exception {
    Path file = Files.write(dir.resolve("huge.jpg"), TestPictures.claiming(side, side));
    assertThatThrownBy(() -> all(file))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(file + " has " + side + "x" + side + " pixels, more than");
    byte[] pgm = "P5 %d %d 255\n".formatted(side, side).getBytes(StandardCharsets.US_ASCII);
    Path map = Files.write(dir.resolve("huge.pgm"), pgm);
    assertThatThrownBy(() -> all(map))
        .hasMessageStartingWith(map + " has " + side + "x" + side + " pixels");
  }

  @Test
  void pixels_that_are_not_square_are_made_square() throws Exception {
    byte[] jpeg = TestPictures.encoded("jpg", Color.BLUE);
    ByteBuffer.wrap(jpeg).put(13, (byte) 0).putShort(14, (short) 1).putShort(16, (short) 2);
    var frame = all(Files.write(dir.resolve("wide.jpg"), jpeg)).get(0).frame();
    assertThat(frame.width()).isEqualTo(80);
    assertThat(frame.height()).isEqualTo(30);
    assertThat(TestPictures.isWhite(TestPictures.at(frame, 30, 10))).isTrue();
  }

  @Test
  void a_file_that_would_fill_the_memory_is_refused_unread() throws Exception {
    Path file = dir.resolve("endless.jpg");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertThatThrownBy(() -> all(file))
        .isInstanceOf(CameraException.class)
        .hasMessage(file + " is larger than 64 MB; save it smaller");
  }

  @Test
  void a_video_gives_its_pictures_with_their_times() throws Exception {
    Path video = SharedData.file("video/single_face.mp4");
    List<Picture> pictures = new ArrayList<>();
    try (PictureReader reader = new PictureReader(List.of(video), Duration.ofMillis(500))) {
      for (Optional<Picture> next = reader.next(); next.isPresent(); next = reader.next()) {
        pictures.add(next.get());
      }
    }
    assertThat(pictures).hasSize(5);
    assertThat(pictures.get(0).seconds()).contains(0.0);
    for (int i = 1; i < pictures.size(); i++) {
      double step = pictures.get(i).seconds().get() - pictures.get(i - 1).seconds().get();
      assertThat(step).isBetween(0.499, 0.6);
    }
    Picture last = pictures.getLast();
    assertThat(last.frame().time())
        .isEqualTo(Instant.EPOCH.plusNanos(Math.round(last.seconds().get() * 1e9)));
  }

  @Test
  void a_video_in_an_archive_is_read_from_memory() throws Exception {
    Path video = SharedData.file("video/no_face.mp4");
    Path zip = dir.resolve("videos.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("no_face.mp4"));
      Files.copy(video, out);
    }
    assertThat(all(zip)).hasSizeGreaterThan(60);
  }

  private static List<Picture> all(Path path) throws CameraException {
    List<Picture> pictures = new ArrayList<>();
    try (PictureReader reader = new PictureReader(List.of(path), Duration.ZERO)) {
      for (Optional<Picture> next = reader.next(); next.isPresent(); next = reader.next()) {
        pictures.add(next.get());
      }
    }
    return pictures;
  }
}
