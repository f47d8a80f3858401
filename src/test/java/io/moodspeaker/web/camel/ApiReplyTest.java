package io.moodspeaker.web.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's body says, in all the forms in which people send it. */
class ApiReplyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "40|40",
        "+10|+10",
        "-5|-5",
        "volume=40|40",
        "volume=+10|+10",
        "volume=%2B10|+10",
        "%2B10|+10",
        "volume=-5|-5",
        "{\"volume\":40}|40",
        "{\"volume\":\"+10\"}|+10",
        "{\"volume\":-5}|-5",
        "\"+10\"|+10",
        "/music/100% me.m3u|/music/100% me.m3u",
        "/music/a%20b.m3u|/music/a%20b.m3u",
        "playlist=%2Fmusic%2Fa+b+%C3%A9.m3u|/music/a b é.m3u",
        "playlist=/music/AC+DC.m3u|/music/AC+DC.m3u",
        "playlist=http://radio.example/x?a=b|http://radio.example/x?a=b",
        "{\"playlist\":\"comfort\"}|comfort",
      })
  void one_value_comes_of_a_text_a_form_or_json(String body, String value) {
    assertThat(ApiReply.argument(body)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"volume\":", "{\"a\":1,\"b\":2}", "{}", "{\"volume\":[40]}", "\"40"})
  void what_holds_no_one_value_is_refused(String body) {
    assertThatThrownBy(() -> ApiReply.argument(body)).isInstanceOf(IllegalArgumentException.class);
  }
}
