package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
  @Test
  void only_unchanged_pages_of_files_can_be_read_again() {
    List<String> smaps =
        """
        7f00000000-7f00001000 r-xp 00000000 fe:00 42 /usr/lib/libtext.so
        Rss:                   4 kB
        Anonymous:             0 kB
        7f00002000-7f00003000 r--p 00001000 fe:00 42 /usr/lib/relocated.so
        Anonymous:             4 kB
        7f00004000-7f00005000 rw-p 00002000 fe:00 42 /usr/lib/data.so
        Anonymous:             0 kB
        7f00006000-7f00007000 r--s 00000000 fe:00 43 /usr/lib/shared with others
        Anonymous:             0 kB
        7f00008000-7f00009000 r--p 00000000 00:00 0 [vvar]
        Anonymous:             0 kB
        7f0000a000-7f0000b000 r--p 00000000 00:00 0
        Anonymous:             0 kB
        7f0000c000-7f0000e000 r--p 00000000 fe:00 44 /usr/lib/a name.so
        Anonymous:             0 kB
        """
            .lines()
            .toList();
    assertThat(ResidentMemory.unchanged(smaps))
        .containsExactly(
            new ResidentMemory.Mapping(0x7f00000000L, 0x7f00001000L),
            new ResidentMemory.Mapping(0x7f0000c000L, 0x7f0000e000L));
  }

  @Test
  void a_process_lives_on_after_it_gave_back() {
    assertThatCode(ResidentMemory::trim).doesNotThrowAnyException();
    assertThatCode(ResidentMemory::trim).doesNotThrowAnyException();
  }
}
