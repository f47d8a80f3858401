package io.moodspeaker.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The other end of sd_notify: a Unix datagram socket, read without waiting. */
final class UnixReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;

  private final int socket;

  /** Binds to a path, or to a name behind an {@code @} in the abstract namespace. */
  UnixReceiver(String address) throws Throwable {
    byte[] path = address.getBytes(StandardCharsets.UTF_8);
    MethodHandle open =
        handle(
            "socket",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    MethodHandle bind =
        handle(
            "bind",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    socket = (int) open.invokeExact(AF_UNIX, SOCK_DGRAM, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sockaddr = arena.allocate(110, 2);
      sockaddr.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, sockaddr, ValueLayout.JAVA_BYTE, 2, path.length);
      int length = 2 + path.length;
      if (path[0] == '@') {
        sockaddr.set(ValueLayout.JAVA_BYTE, 2, (byte) 0);
      } else {
        length++;
      }
      int result = (int) bind.invokeExact(socket, sockaddr, length);
      if (result != 0) {
        throw new IllegalStateException("bind to " + address + " failed");
      }
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
  }

  /** The next message that has arrived; empty when there is none. */
  String next() throws Throwable {
    MethodHandle receive =
        handle(
            "recv",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4096);
      long size = (long) receive.invokeExact(socket, buffer, buffer.byteSize(), MSG_DONTWAIT);
      byte[] bytes = new byte[(int) Math.max(0, size)];
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    try {
      int result =
          (int)
              handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                  .invokeExact(socket);
      if (result != 0) {
        throw new IllegalStateException("close failed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
