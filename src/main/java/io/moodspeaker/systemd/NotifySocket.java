package io.moodspeaker.systemd;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** One datagram to a Unix socket, which the JDK has no channel for. Linux only. */
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** {@code sizeof(sun_path)} in {@code struct sockaddr_un}. */
  private static final int MAX_PATH = 108;

  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SOCKET =
      handle(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SEND_TO =
      handle(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private NotifySocket() {}

  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  /**
   * Sends a message.
   *
   * @param address a path, or a name in the abstract namespace behind an {@code @}
   * @throws IOException if the kernel refuses; the message has its error number
   */
  static void send(String address, String message) throws IOException {
    byte[] path = address.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length >= MAX_PATH || (path[0] != '/' && path[0] != '@')) {
      throw new IOException(
          "NOTIFY_SOCKET must be a path or @name of less than 108 bytes, was '" + address + "'");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      MemorySegment text =
          arena.allocateFrom(ValueLayout.JAVA_BYTE, message.getBytes(StandardCharsets.UTF_8));
      MemorySegment sockaddr = arena.allocate(Short.BYTES + MAX_PATH, Short.BYTES);
      sockaddr.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, sockaddr, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
      int length = Short.BYTES + path.length;
      if (path[0] == '@') {
        sockaddr.set(ValueLayout.JAVA_BYTE, Short.BYTES, (byte) 0);
      } else {
        length++;
      }
      int socket = (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket < 0) {
        throw error("socket", address, state);
      }
      try {
        long sent =
            (long)
                SEND_TO.invokeExact(
                    state, socket, text, text.byteSize(), MSG_NOSIGNAL, sockaddr, length);
        if (sent < 0) {
          throw error("sendto", address, state);
        }
      } finally {
        int ignored = (int) CLOSE.invokeExact(state, socket);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call failed", e);
    }
  }

  private static IOException error(String call, String address, MemorySegment state) {
    return new IOException(
        call
            + " to "
            + address
            + " failed with errno "
            + state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET));
  }
}
