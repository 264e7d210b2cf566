package dev.sallyport.policy.sql.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReaderTest {

  @Test
  void everyKindOfValueIsRead() {
    Node root =
        NodeReader.read(
            " {\"a\" : true,\n\"b\":false, \"c\":-17, \"d\":[1,\"x\",{\"e\":0}], \"f\":{}, \"g\":[],"
                + " \"location\": 4} ");

    assertThat(root.flag("a")).isTrue();
    assertThat(root.flag("b")).isFalse();
    assertThat(root.number("c")).isEqualTo(-17);
    assertThat(root.peekValue("d"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .startsWith(1L, "x")
        .hasSize(3);
    assertThat(root.peekValue("g")).isEqualTo(List.of());
    assertThat(root.has("location")).isFalse();
  }

  static Stream<Arguments> stringsAreDecoded() {
    return Stream.of(
        argumentSet("plain", "abc", "abc"),
        argumentSet("empty", "", ""),
        argumentSet("escapes", "\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t"),
        argumentSet("in the middle", "a\\nb", "a\nb"),
        argumentSet("a unit", "\\u0041\\u00fC", "Aü"),
        argumentSet("a pair", "\\uD83D\\uDE00 😀", "😀 😀"),
        argumentSet("what looks like an end", "x\\\\", "x\\"));
  }

  @ParameterizedTest
  @MethodSource
  void stringsAreDecoded(String written, String decoded) {
    Node root = NodeReader.read("{\"a\":\"" + written + "\",\"b\\u0041\":\"" + written + "\"}");

    assertThat(root.text("a")).isEqualTo(decoded);
    assertThat(root.text("bA")).isEqualTo(decoded);
  }

  @Test
  void namesThatShareAPlaceStayApart() {
    StringBuilder document = new StringBuilder("{\"n\":0");
    for (int i = 0; i < 60; i++) {
      document.append(",\"n").append(i * 97).append("\":\"v").append(i).append('"');
    }
    String text = document.append('}').toString();

    for (int round = 0; round < 3; round++) {
      Node root = NodeReader.read(text);
      for (int i = 0; i < 60; i++) {
        assertThat(root.text("n" + i * 97)).isEqualTo("v" + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}x",
        "{}{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":null}",
        "{\"a\":1.5}",
        "{\"a\":1e3}",
        "{\"a\":-}",
        "{\"a\":tru}",
        "{\"a\":\"x}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\",
        "{\"a\":[1,]}",
        "{\"a\":[1",
        "{a:1}",
        "{\"a\":99999999999999999999}",
        "{}\uFFFF"
      })
  void whatIsNoParseTreeFails(String document) {
    assertThatThrownBy(() -> NodeReader.read(document)).isInstanceOf(RuntimeException.class);
  }
}
