import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes out of a 64 bit shared library the zeros that a patched one begins a segment with, where its
 * names once lay: {@code CutHole FILE}. TensorFlow's for arm64 has 43 MB of them. No address changes,
 * only where in the file things lie.
 */
public final class CutHole {
  private static final int LOAD = 1;
  private static final int SEGMENT = 56;
  private static final int SECTION = 64;

  public static void main(String[] args) throws IOException {
    try (FileChannel file =
        FileChannel.open(Path.of(args[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer elf = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = (int) elf.getLong(32), i = 0; i < elf.getShort(56); i++, at += SEGMENT) {
        long align = elf.getLong(at + 48);
        long hole = elf.getInt(at) == LOAD ? zeros(elf, elf.getLong(at + 8), elf.getLong(at + 32)) / align * align : 0;
        if (hole > 1_000_000) {
          cut(elf, at, (int) hole);
          file.truncate(file.size() - hole);
          return;
        }
      }
    }
  }

  /** How many bytes of a segment are zero before one that isn't. */
  private static long zeros(ByteBuffer elf, long offset, long size) {
    int length = 0;
    while (length < size && elf.get((int) offset + length) == 0) {
      length++;
    }
    return length;
  }

  private static void cut(ByteBuffer elf, int segment, int hole) {
    long begin = elf.getLong(segment + 8);
    for (int at = (int) elf.getLong(32), i = 0; i < elf.getShort(56); i++, at += SEGMENT) {
      if (at == segment) {
        add(elf, at + 16, hole);
        add(elf, at + 24, hole);
        add(elf, at + 32, -hole);
        add(elf, at + 40, -hole);
      } else if (elf.getLong(at + 8) > begin) {
        add(elf, at + 8, -hole);
      }
    }
    for (int at = (int) elf.getLong(40), i = 0; i < elf.getShort(60); i++, at += SECTION) {
      if (elf.getLong(at + 24) > begin) {
        add(elf, at + 24, -hole);
      }
    }
    add(elf, 40, -hole);
    elf.put((int) begin, elf, (int) begin + hole, elf.limit() - (int) begin - hole);
  }

  private static void add(ByteBuffer elf, int at, long more) {
    elf.putLong(at, elf.getLong(at) + more);
  }
}
