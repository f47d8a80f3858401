package io.moodspeaker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Protocol buffers, as much as a small ONNX file needs. */
public final class OnnxMessage {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private void varint(long value) {
    long left = value;
    while (left > 127) {
      bytes.write((int) ((left & 127) | 128));
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  public OnnxMessage number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  public OnnxMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public OnnxMessage message(int field, OnnxMessage value) {
    return bytes(field, value.bytes.toByteArray());
  }

  public OnnxMessage bytes(int field, byte[] value) {
    varint(((long) field << 3) | 2);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  public static OnnxMessage node(String type, String from, String to) {
    return new OnnxMessage().text(1, from).text(2, to).text(3, to + "_node").text(4, type);
  }

  public static OnnxMessage tensor(String name, int... shape) {
    OnnxMessage dimensions = new OnnxMessage();
    for (int size : shape) {
      dimensions.message(1, new OnnxMessage().number(1, size));
    }
    OnnxMessage type =
        new OnnxMessage().message(1, new OnnxMessage().number(1, 1).message(2, dimensions));
    return new OnnxMessage().text(1, name).message(2, type);
  }
}
