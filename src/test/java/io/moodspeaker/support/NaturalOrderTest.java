package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final NaturalOrder ORDER = NaturalOrder.INSTANCE;

  @Test
  void numbers_count_as_numbers() {
    List<String> sorted =
        List.of("shot10", "Shot2", "shot1", "shot02", "shot", "album").stream()
            .sorted(ORDER)
            .toList();
    assertThat(sorted).containsExactly("album", "shot", "shot1", "Shot2", "shot02", "shot10");
  }

  @Property
  void it_is_an_order(
      @ForAll
          @CharRange(from = '0', to = '3')
          @CharRange(from = 'A', to = 'b')
          @StringLength(max = 5)
          String a,
      @ForAll
          @CharRange(from = '0', to = '3')
          @CharRange(from = 'A', to = 'b')
          @StringLength(max = 5)
          String b,
      @ForAll
          @CharRange(from = '0', to = '3')
          @CharRange(from = 'A', to = 'b')
          @StringLength(max = 5)
          String c) {
    assertThat(ORDER.compare(a, b)).isEqualTo(-ORDER.compare(b, a));
    assertThat(ORDER.compare(a, b) == 0).isEqualTo(a.equals(b));
    if (ORDER.compare(a, b) <= 0 && ORDER.compare(b, c) <= 0) {
      assertThat(ORDER.compare(a, c)).isLessThanOrEqualTo(0);
    }
  }
}
