package io.moodspeaker.music;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Music files that hold pictures. */
public final class Pictures {
  /** What begins as a JPEG does. */
  public static byte[] jpeg() {
    byte[] bytes = new byte[20_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 % 120);
    }
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xd8;
    bytes[2] = (byte) 0xff;
    bytes[3] = (byte) 0xe0;
    return bytes;
  }

  private Pictures() {}

  /** An MP3 file with an ID3v2.3 tag of a front cover. */
  public static Path withCover(Path file, byte[] picture) throws IOException {
    byte[] sound = Files.readAllBytes(Sounds.write(file, Sounds.tone(440, 5)));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0); // ISO-8859-1
    frame.write("image/jpeg\0".getBytes(StandardCharsets.ISO_8859_1));
    frame.write(3); // The front cover.
    frame.write(0); // No description.
    frame.write(picture);
    ByteArrayOutputStream tag = new ByteArrayOutputStream();
    tag.write("APIC".getBytes(StandardCharsets.ISO_8859_1));
    tag.write(ByteBuffer.allocate(6).putInt(frame.size()).putShort((short) 0).array());
    tag.write(frame.toByteArray());
    int size = tag.size();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(new byte[] {'I', 'D', '3', 3, 0, 0});
    whole.write(
        new byte[] {
          (byte) (size >> 21 & 127),
          (byte) (size >> 14 & 127),
          (byte) (size >> 7 & 127),
          (byte) (size & 127)
        });
    whole.write(tag.toByteArray());
    whole.write(withoutTag(sound));
    return Files.write(file, whole.toByteArray());
  }

  private static byte[] withoutTag(byte[] mp3) {
    if (mp3[0] != 'I') {
      return mp3;
    }
    int size = mp3[6] << 21 | mp3[7] << 14 | mp3[8] << 7 | mp3[9];
    return java.util.Arrays.copyOfRange(mp3, 10 + size, mp3.length);
  }
}
