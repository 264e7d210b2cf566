package dev.sallyport.server.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrustRootTest {
  private static final PinnedIdentity BOOKING =
      new PinnedIdentity("7301556201", "booking", "db.internal");

  @TempDir Path temp;
  private Path folder;
  private TrustRootEditor editor;
  private final TestKey dana = new TestKey();
  private final TestKey lee = new TestKey();

  @BeforeEach
  void enrolTheFirst() {
    folder = temp.resolve("config");
    editor = new TrustRootEditor(folder, new MovableClock());
    editor.enrol(dana, "dana", Set.of("dba"), "dana", dana.publicKey());
  }

  @Test
  void aFolderWithoutATrustRootTrustsNobody() {
    assertThat(TrustRoot.read(temp.resolve("nothing"))).isEqualTo(TrustRoot.EMPTY);
  }

  @Test
  void everyChangeIsReadAgain() {
    byte[] policy = "version: 1\n".getBytes(StandardCharsets.UTF_8);
    Path project = temp.resolve("project");
    editor.enrol(dana, "lee", Set.of(), "lee", lee.publicKey());
    editor.pin(lee, BOOKING, "production");
    editor.trustPolicy(dana, project, policy);
    String token = editor.enrolAgent(dana, "claude@booking");
    editor.revoke(dana, lee.keyId(), "left");

    TrustRoot root = TrustRoot.read(folder);

    assertThat(root.approvers().get("dana").groups()).containsExactly("dba");
    assertThat(root.approvers().get("lee").keys().get(0).revoked()).isTrue();
    assertThat(root.environmentOf(BOOKING)).contains("production");
    assertThat(root.policyOf(project).orElseThrow().bytes()).isEqualTo(policy);
    assertThat(root.agentOf(token)).contains("claude@booking");
    assertThat(root.agentOf(token + "x")).isEmpty();
  }

  @Test
  void theLastTrustedPolicyOfAProjectStands() {
    Path project = temp.resolve("project");
    byte[] second = "version: 1 # second\n".getBytes(StandardCharsets.UTF_8);
    editor.trustPolicy(dana, project, "version: 1\n".getBytes(StandardCharsets.UTF_8));
    editor.trustPolicy(dana, project, second);

    TrustRoot root = TrustRoot.read(folder);

    assertThat(root.policyOf(project).orElseThrow().bytes()).isEqualTo(second);
    assertThat(root.policyOf(temp.resolve("other"))).isEmpty();
  }

  @Test
  void anEditedCopyOfAPolicyIsRefused() throws Exception {
    Path project = temp.resolve("project");
    editor.trustPolicy(dana, project, "version: 1\n".getBytes(StandardCharsets.UTF_8));
    TrustRoot.TrustedPolicy policy = TrustRoot.read(folder).policyOf(project).orElseThrow();
    Files.writeString(policy.copy(), "version: 1 # looser\n");

    assertThatThrownBy(policy::bytes)
        .hasMessage("the trusted policy `" + policy.copy() + "` is not what was signed");
  }

  @Test
  void aStrangerChangesNothing() {
    assertThatThrownBy(() -> editor.enrol(lee, "lee", Set.of(), "lee", lee.publicKey()))
        .hasMessage("the signing key belongs to no enrolled approver");
    assertThat(TrustRoot.read(folder).approvers()).containsOnlyKeys("dana");
  }

  @Test
  void aRevokedKeyChangesNothing() {
    editor.enrol(dana, "lee", Set.of(), "lee", lee.publicKey());
    editor.revoke(lee, dana.keyId(), "lost");

    assertThatThrownBy(() -> editor.pin(dana, BOOKING, "disposable"))
        .hasMessage("the key of `dana` was revoked: what it signed no longer counts");
  }

  @Test
  void oneKeyBelongsToOnePerson() {
    assertThatThrownBy(() -> editor.enrol(dana, "dana2", Set.of(), "x", dana.publicKey()))
        .hasMessage("that key is enrolled already");
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        argumentSet("a group added", edit(4, line -> line.replace("\"dba\"", "\"admin\""))),
        argumentSet(
            "an environment changed", edit(6, line -> line.replace("production", "disposable"))),
        argumentSet("a signature of another line", edit(6, TrustRootTest::resigned)),
        argumentSet("a line removed", (UnaryOperator<List<String>>) lines -> without(lines, 5)),
        argumentSet("two lines swapped", (UnaryOperator<List<String>>) TrustRootTest::swapped),
        argumentSet("a line twice", (UnaryOperator<List<String>>) TrustRootTest::doubled),
        argumentSet("another header", edit(2, line -> "version: 2")),
        argumentSet(
            "an unknown field",
            edit(6, line -> line.replace("{\"document\":{", "{\"document\":{\"more\":1,"))),
        argumentSet(
            "a key twice",
            edit(6, line -> line.replace("{\"document\":", "{\"key\":\"x\",\"document\":"))),
        argumentSet("no change at all", edit(6, line -> "hello")));
  }

  private static UnaryOperator<List<String>> edit(int index, UnaryOperator<String> change) {
    return lines -> {
      List<String> edited = new ArrayList<>(lines);
      edited.set(index, change.apply(edited.get(index)));
      return edited;
    };
  }

  private static String resigned(String line) {
    return line.replaceFirst("\"signature\":\"....", "\"signature\":\"AAAA");
  }

  private static List<String> without(List<String> lines, int index) {
    List<String> edited = new ArrayList<>(lines);
    edited.remove(index);
    return edited;
  }

  private static List<String> swapped(List<String> lines) {
    List<String> edited = new ArrayList<>(lines);
    java.util.Collections.swap(edited, 5, 6);
    return edited;
  }

  private static List<String> doubled(List<String> lines) {
    List<String> edited = new ArrayList<>(lines);
    edited.add(lines.get(6));
    return edited;
  }

  @ParameterizedTest
  @MethodSource
  void edits(UnaryOperator<List<String>> edit) throws Exception {
    editor.enrol(dana, "lee", Set.of(), "lee", lee.publicKey());
    editor.pin(lee, BOOKING, "production");
    Path file = folder.resolve("trust.yaml");
    Files.write(file, edit.apply(Files.readAllLines(file)));

    assertThatThrownBy(() -> TrustRoot.read(folder))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.TRUST_BROKEN));
  }

  @Test
  void aFileThatOthersMayWriteIsRefused() throws Exception {
    Path file = folder.resolve("trust.yaml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    assertThatThrownBy(() -> TrustRoot.read(folder)).hasMessage("others may write `" + file + "`");
  }

  @Test
  void aFolderThatOthersMayWriteIsRefused() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> TrustRoot.read(folder))
        .hasMessage("others may write `" + folder + "`");
  }
}
