package io.moodspeaker.web.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
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

  private static Object fields(String body) {
    return left(body, new ApiReply()::fields);
  }

  private static Object left(String body, Consumer<Exchange> step) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(body);
    step.accept(exchange);
    return exchange.getMessage().getBody();
  }

  @Test
  void fields_are_texts_lists_and_maps_and_null_is_none() {
    assertThat(fields("{\"a\":[\"b\",1,{\"c\":true}],\"d\":null,\"e\":0.5}"))
        .isEqualTo(Map.of("a", List.of("b", "1", Map.of("c", "true")), "e", "0.5"));
    assertThat(fields("sadness 30min")).isEqualTo("sadness 30min");
    assertThat(fields("\"sadness\"")).isEqualTo("sadness");
    assertThat(fields(null)).isEqualTo("");
  }

  @Test
  void where_an_object_is_needed_all_else_holds_no_fields() {
    ApiReply api = new ApiReply();
    assertThat(left("{\"version\":\"1\"}", api::object)).isEqualTo(Map.of("version", "1"));
    for (String none : new String[] {"", "x", "[1]", "null", "\"x\"", "\0"}) {
      assertThat(left(none, api::object)).as(none).isEqualTo(Map.of());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"volume\":|line 1, column 1",
        "{\"a\":1}{\"b\":2}|line 1, column 8",
        "{\"a\" 1}|line 1, column 6",
        "{'a':1}|line 1, column 2",
        "{\"a\":\"x|line 1, column",
      })
  void what_is_no_json_is_told_with_its_place_and_not_in_a_librarys_words(String body, String at) {
    for (Consumer<String> reader :
        List.<Consumer<String>>of(ApiReply::argument, ApiReplyTest::fields)) {
      assertThatThrownBy(() -> reader.accept(body))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "the body can't be read as JSON at line \\d+, column \\d+; correct it there")
          .hasMessageContaining(at);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "9"})
  void what_is_too_much_is_told_like_any_other_mistake(String part) {
    assertThatThrownBy(() -> fields("{\"a\":" + part.repeat(5_000) + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is too long; shorten it");
  }
}
