package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Fer2013Test {
  private static final String ROWS =
      "row,usage,label,name,note,neutral\n0,Training,3,happy,,1,0,0,0,0,0,0,0,0,0\n";

  @TempDir Path folder;
  private Path zip;

  @BeforeEach
  void name() {
    zip = folder.resolve(Fer2013.ZIP);
  }

  private void pack(String strip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("labels.csv"));
      out.write(ROWS.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("Training/3_happy/00000.png"));
      out.write(strip.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void a_zip_that_was_cut_off_is_named() throws IOException {
    pack("no picture");
    byte[] whole = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(whole, whole.length - 60));

    assertThatThrownBy(() -> Fer2013.read(zip))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(zip + " can't be read as a zip: ")
        .hasMessageEndingWith("; fetch the zip again");
  }

  @Test
  void a_strip_that_is_damaged_is_named_with_its_zip() throws IOException {
    pack("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR");

    assertThatThrownBy(() -> Fer2013.read(zip))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(zip + ": Training/3_happy/00000.png is damaged: ")
        .hasMessageEndingWith("; fetch the zip again");
  }

  @Test
  void a_zip_that_is_not_there_is_named() {
    assertThatThrownBy(() -> Fer2013.read(zip)).hasMessage(zip + " does not exist; fetch the zip");
  }
}
