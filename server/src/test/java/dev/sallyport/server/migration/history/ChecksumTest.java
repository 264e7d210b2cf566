package dev.sallyport.server.migration.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expected values are from {@code sha256sum}. */
class ChecksumTest {
  private static final byte[] UNIX = "SELECT 1;\nSELECT 2;\n".getBytes(UTF_8);
  private static final byte[] WINDOWS = "SELECT 1;\r\nSELECT 2;\r\n".getBytes(UTF_8);

  @Test
  void isSha256InHexadecimal() {
    assertThat(Checksum.of("abc".getBytes(UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void isTheSameForBothLineEnds() {
    assertThat(Checksum.matches(WINDOWS, Checksum.of(UNIX))).isTrue();
    assertThat(Checksum.matches(UNIX, Checksum.of(WINDOWS))).isTrue();
  }

  @Test
  void acceptsTheFormOfOldVersions() {
    assertThat(
            Checksum.matches(
                "abc".getBytes(UTF_8),
                "ba7816bf8f1cfea414140de5dae2223b0361a396177a9cb410ff61f2015ad"))
        .isTrue();
  }

  @Test
  void tellsAnEditedFile() {
    assertThat(Checksum.matches("SELECT 1;\nSELECT 3;\n".getBytes(UTF_8), Checksum.of(UNIX)))
        .isFalse();
    assertThat(Checksum.matches("SELECT 1; \nSELECT 2;\n".getBytes(UTF_8), Checksum.of(UNIX)))
        .isFalse();
  }

  @Test
  void comparesBytesThatAreNoText() {
    byte[] binary = {(byte) 0xff, 0, (byte) 0x80, '\n'};

    assertThat(Checksum.matches(binary, Checksum.of(binary))).isTrue();
  }
}
