package io.moodspeaker.music.mp3;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Files that are called MP3. */
class Mp3InfoPropertiesTest {
  private static Path file;

  @BeforeContainer
  static void make() throws IOException {
    file = Files.createTempFile("mp3", ".mp3");
  }

  @AfterContainer
  static void remove() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<byte[]> files() {
    byte[] frame = new byte[417]; // 128 kbit/s at 44.1 kHz.
    byte[] head = {(byte) 0xff, (byte) 0xfb, (byte) 0x90, 0x00};
    ByteBuffer music = ByteBuffer.allocate(10 + 3 * frame.length + 128);
    music.put(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0});
    for (int i = 0; i < 3; i++) {
      byte[] each = frame.clone();
      System.arraycopy(head, 0, each, 0, head.length);
      if (i == 0) {
        byte[] xing = "Xing\0\0\0\17\0\0\0\2\0\0\4\0".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(xing, 0, each, 36, xing.length);
        byte[] lame = "LAME3.100".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(lame, 0, each, 36 + 120, lame.length);
      }
      music.put(each);
    }
    music.put("TAG".getBytes(StandardCharsets.US_ASCII));
    return Garbage.bytes(music.array());
  }

  @Property(tries = 500)
  void it_is_music_within_the_file_or_a_reason(@ForAll("files") byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      assertThat(Mp3Info.read(channel))
          .isNotEmpty()
          .allSatisfy(
              piece -> {
                assertThat(piece.audioStart()).isBetween(0L, (long) bytes.length);
                assertThat(piece.audioEnd()).isBetween(0L, (long) bytes.length);
                assertThat(piece.frames()).isPositive();
              });
    } catch (IOException told) {
      assertThat(told.getMessage()).isNotBlank();
    }
  }
}
