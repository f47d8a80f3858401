package io.moodspeaker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a speech program writes. */
class WavPropertiesTest {
  @Provide
  Arbitrary<byte[]> files() {
    ByteBuffer wav = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(52);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(22_050).putInt(44_100);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(16).put(new byte[16]);
    return Garbage.bytes(wav.array());
  }

  @Property(tries = 1000)
  void it_is_sound_or_a_reason(@ForAll("files") byte[] file) {
    try {
      assertThat(Wav.read(file).samples().length).isLessThanOrEqualTo(file.length);
    } catch (IOException told) {
      assertThat(told.getMessage()).isNotBlank();
    }
  }
}
