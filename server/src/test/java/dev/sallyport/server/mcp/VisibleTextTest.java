package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VisibleTextTest {
  static Stream<Arguments> whatHidesIsShown() {
    return Stream.of(
        argumentSet("right-to-left override", "a\u202eb", "a⟦U+202E⟧b"),
        argumentSet("isolate", "\u2066x\u2069", "⟦U+2066⟧x⟦U+2069⟧"),
        argumentSet("zero-width space", "dr\u200bop", "dr⟦U+200B⟧op"),
        argumentSet("byte order mark", "\ufeffx", "⟦U+FEFF⟧x"),
        argumentSet("terminal escape", "\u001b[31mred", "⟦U+001B⟧[31mred"),
        argumentSet("null", "a\u0000b", "a⟦U+0000⟧b"),
        argumentSet("delete", "a\u007fb", "a⟦U+007F⟧b"),
        argumentSet("C1 control", "a\u009bb", "a⟦U+009B⟧b"),
        argumentSet("line separator", "a\u2028b", "a⟦U+2028⟧b"),
        argumentSet("tags spelling a word", tags("hi"), "⟦U+E0068⟧⟦U+E0069⟧"),
        argumentSet("variation selector 17", "x" + point(0xE0100), "x⟦U+E0100⟧"),
        argumentSet("lone surrogate", "a\ud800b", "a⟦U+D800⟧b"),
        argumentSet("Hangul filler", "\u3164", "⟦U+3164⟧"));
  }

  @ParameterizedTest
  @MethodSource
  void whatHidesIsShown(String text, String visible) {
    assertThat(VisibleText.of(text)).isEqualTo(visible);
  }

  static Stream<Arguments> whatIsSeenStays() {
    return Stream.of(
        argumentSet("plain", "select 1"),
        argumentSet("lines and tabs", "a\tb\r\nc"),
        argumentSet("umlauts", "Grüße aus Köln"),
        argumentSet("Arabic", "مرحبا"),
        argumentSet("Persian with its joiner", "می\u200cخواهم"),
        argumentSet("family emoji", "👩\u200d👩\u200d👧"),
        argumentSet("heart in colour", "❤\ufe0f"),
        argumentSet("mathematics beyond the first plane", "𝔘"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsSeenStays(String text) {
    assertThat(VisibleText.of(text)).isSameAs(text);
  }

  @Test
  void everyTextOfAValueIsMadeVisible() {
    VisibleText visibly = new VisibleText();

    Object value = visibly.in(Map.of("k\u200b", Arrays.asList(1, null, List.of("\u202e"))));

    assertThat(value).isEqualTo(Map.of("k⟦U+200B⟧", Arrays.asList(1, null, List.of("⟦U+202E⟧"))));
    assertThat(visibly.found()).isTrue();
  }

  @Test
  void nothingHiddenIsNothingFound() {
    VisibleText visibly = new VisibleText();

    visibly.in(Map.of("a", List.of("b", 1, true)));

    assertThat(visibly.found()).isFalse();
  }

  private static String tags(String text) {
    StringBuilder tags = new StringBuilder();
    text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  private static String point(int codePoint) {
    return new String(Character.toChars(codePoint));
  }
}
