package io.moodspeaker.care;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistressWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I want to kill myself.",
        "Sometimes I just don’t want to live anymore",
        "I do not want to be here any more",
        "i wanna die",
        "I think about suicide a lot",
        "I'm going to hurt myself tonight",
        "I have been cutting myself",
        "everyone would be better off without me",
        "There is no point in living.",
        "I can't go on like this",
        "I wish I was dead",
        "I wish I had never been born",
        "I could just jump off the bridge",
        "I took all my pills",
        "I'd rather be dead",
        "I want to end it all",
        "I want it all to end",
        "I just want to disappear",
        "my life isn't worth living",
        "Ich will nicht mehr leben",
        "Ich möchte sterben.",
        "ich moechte nicht mehr aufwachen",
        "Ich bringe mich um",
        "Ich will mich umbringen",
        "Am liebsten wäre ich tot",
        "Ich denke an Selbstmord",
        "Ohne mich wären alle besser dran, ohne mich besser",
        "Mein Leben hat keinen Sinn mehr",
        "Ich habe keinen Grund mehr zu leben",
        "Ich ritze mich wieder",
        "Ich kann nicht mehr",
        "Ich will mir das Leben nehmen",
        "Ich mache Schluss mit allem, Schluss machen mit allem",
        "죽고 싶어요",
        "그냥 죽고싶다",
        "더 이상 살기 싫어",
        "살고 싶지 않아요",
        "사라지고 싶어",
        "자해를 했어요",
        "자살 생각이 나요",
        "다 끝내고 싶어",
        "제가 없어지면 다 행복할 거예요",
        "태어나지 말았어야 했어"
      })
  void words_that_hint_at_self_harm_are_found(String text) {
    assertThat(DistressWords.hintIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I am tired today.",
        "My grandmother died last year.",
        "Play something else, please",
        "I want to go home",
        "Das Wetter ist schlecht.",
        "Ich bin müde und traurig",
        "Meine Katze ist gestorben",
        "Ich will tanzen",
        "오늘 좀 피곤해요",
        "할머니가 보고 싶어요",
        "배고파 죽겠어요",
        "I live by the bridge",
        "",
        "…"
      })
  void other_words_are_let_through(String text) {
    assertThat(DistressWords.hintIn(text)).isFalse();
  }
}
