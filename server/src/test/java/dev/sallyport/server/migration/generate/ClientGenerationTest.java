package dev.sallyport.server.migration.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import dev.sallyport.server.migration.ProjectOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real child processes: a shell script stands where a project's Prisma would. */
@Timeout(60)
class ClientGenerationTest {
  private static final String PRISMA = "node_modules/.bin/prisma";
  private static final String GENERATES =
      "mkdir -p client; echo x > client/index.js\n"
          + "echo '✔ Generated Prisma Client (v7.10.1) to ./client in 45ms'\n";

  @TempDir Path folder;

  @Test
  void believesWhatTheDiskShows() {
    Answer answer = generate(GENERATES);

    assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
    assertThat(answer.body())
        .containsEntry("ran", true)
        .containsEntry("command", "npx prisma generate")
        .containsEntry(
            "generated", List.of(Map.of("name", "Prisma Client (v7.10.1)", "path", "./client")));
  }

  @Test
  void believesNoExitCodeAndNoWords() throws IOException {
    Files.createDirectories(folder.resolve("client"));
    Files.writeString(folder.resolve("client/old.js"), "x");
    Files.setAttribute(
        folder.resolve("client/old.js"),
        "lastModifiedTime",
        java.nio.file.attribute.FileTime.fromMillis(1));
    Answer answer =
        generate("sleep 0.1; echo '✔ Generated Prisma Client to ./client2 in 45ms'; exit 0\n");

    assertThat(answer.reasons())
        .extracting(Reason::ruleId, Reason::message)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "generate-nothing-generated",
                "`npx prisma generate` ended well, and nothing was generated"));
  }

  @Test
  void handsBackWhatAFailingCommandSaidWithoutWhatATerminalObeys() {
    Answer answer =
        generate("printf 'Error: \\033[31mno\\033[0m\\a \\342\\200\\256x\\n'; exit 3\n");

    assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(answer.body()).containsEntry("output", List.of("Error: no x"));
    assertThat(answer.reasons())
        .extracting(Reason::message)
        .containsExactly("`npx prisma generate` ended with exit code 3");
  }

  @Test
  void keepsTheEndOfEndlessOutput() {
    Answer answer = generate("yes 'a line' | head -c 20000000; printf '\\nlast\\n'; exit 1\n");

    assertThat((List<?>) answer.body().get("output")).hasSize(60).last().isEqualTo("last");
    assertThat(answer.body()).containsEntry("output_truncated", true);
  }

  @Test
  void givesNothingOfTheOuterEnvironment() throws IOException {
    generate(
        "env > seen; ls -l /proc/self/fd >> seen; cat /dev/stdin >> seen; echo \"$@\" >> seen\n"
            + "[ -w \"$HOME\" ] && [ -w \"$TMPDIR\" ] && echo writable >> seen\n",
        Isolation.strongest(),
        Duration.ofSeconds(30),
        Map.of(
            "PATH", System.getenv("PATH"),
            "DATABASE_URL", "postgresql://app:s3cr3t@db/x",
            "AWS_SECRET_ACCESS_KEY", "s3cr3t",
            "NODE_OPTIONS", "--require=/s3cr3t.js",
            "PRISMA_SCHEMA_ENGINE_BINARY", "/bin/engine",
            "HOME", "/s3cr3t"));

    assertThat(folder.resolve("seen"))
        .content()
        .doesNotContain("s3cr3t", "DATABASE_URL", "socket:")
        .contains("PRISMA_SCHEMA_ENGINE_BINARY=/bin/engine", "generate", "writable");
  }

  @Test
  void givesAConfigurationThatDemandsAnAddressOneThatLeadsNowhere() {
    new ProjectOnDisk(folder)
        .with("prisma.config.ts", "export default { datasource: { url: env('MAIN_DB') } }");
    generate("echo \"$MAIN_DB\" > seen\n");

    assertThat(folder.resolve("seen")).hasContent("postgresql://placeholder.invalid/none");
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void endsEverythingItStartedAtTheTimeLimit(Isolation isolation) throws Exception {
    assumeTrue(isolation != Isolation.NAMESPACE || Isolation.strongest() == isolation);
    Answer answer =
        generate(
            "(while :; do echo x >> beat; sleep 0.05; done) &\nsleep 1000\n",
            isolation,
            Duration.ofSeconds(1),
            System.getenv());

    assertThat(answer.reasons())
        .extracting(Reason::message)
        .containsExactly("it took longer than 1 seconds and was ended");
    assertThat(isSilent("beat")).isTrue();
  }

  @Test
  void endsWhatLeftItsGroupWhereItHasAProcessTableOfItsOwn() throws Exception {
    assumeTrue(Isolation.strongest() == Isolation.NAMESPACE);
    Answer answer =
        generate(
            "setsid sh -c 'while :; do echo x >> beat; sleep 0.05; done' &\nsleep 0.3\n"
                + GENERATES);

    assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
    assertThat(isSilent("beat")).isTrue();
  }

  @Test
  void endsEverythingWhenTheAskerCancels() throws Exception {
    Cancellation call = Cancellation.none();
    Thread canceller = new Thread(() -> cancelOnce("beat", call));
    canceller.start();
    Answer answer =
        generation(Isolation.SESSION, Duration.ofSeconds(50), System.getenv())
            .answer(script("while :; do echo x >> beat; sleep 0.05; done\n"), call);
    canceller.join();

    assertThat(answer.reasons()).extracting(Reason::ruleId).containsExactly("generate-cancelled");
    assertThat(isSilent("beat")).isTrue();
  }

  /** Its own session, its parent gone, its output elsewhere. */
  @ParameterizedTest
  @EnumSource(Isolation.class)
  void endsWhatLeftItsSession(Isolation isolation) throws Exception {
    assumeTrue(isolation != Isolation.NAMESPACE || Isolation.strongest() == isolation);
    assumeTrue(Files.exists(Path.of("/proc/self/environ")));
    String leaves =
        """
        (setsid sh -c 'while :; do echo x >> beat; sleep 0.05; done' </dev/null >/dev/null 2>&1 &)
        while [ ! -e beat ]; do sleep 0.05; done
        """;

    generate(leaves + GENERATES, isolation, Duration.ofSeconds(30), System.getenv());

    assertThat(isSilent("beat")).isTrue();
  }

  @Test
  void refusesWhereEveryChildCouldReadACredential() {
    Answer answer =
        generate(
            "touch ran\n",
            Isolation.SESSION,
            Duration.ofSeconds(30),
            Map.of("DATABASE_URL", "postgresql://db/x"));

    assertThat(answer.reasons())
        .extracting(Reason::message)
        .containsExactly(
            "this process shows `DATABASE_URL` in its environment to every child, and this system"
                + " can't hide it");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void saysWhatToRunWhereThereIsNoCheckout() {
    Answer here =
        generation(Isolation.NONE, Duration.ofSeconds(1), Map.of()).answer(asked(), none());
    new ProjectOnDisk(folder).with("package.json", "{}");
    Answer apart =
        new ClientGeneration(
                folder, true, Map.of(), List.of(), () -> Isolation.NONE, Duration.ofSeconds(1))
            .answer(asked(), none());

    assertThat(List.of(here, apart))
        .allSatisfy(
            answer -> {
              assertThat(answer.body()).containsEntry("ran", false);
              assertThat(answer.next()).startsWith("run `npx prisma generate` in the project's");
            });
  }

  @Test
  void saysWhatToInstallWherePrismaIsMissing() {
    new ProjectOnDisk(folder).with("package.json", "{}");
    Answer answer =
        generation(Isolation.NONE, Duration.ofSeconds(1), Map.of()).answer(asked(), none());

    assertThat(answer.reasons())
        .extracting(Reason::message)
        .containsExactly("no Prisma is installed in this project");
  }

  @Test
  void runsTheCommandThatIsConfiguredWithoutAShell() {
    new ProjectOnDisk(folder)
        .with(
            "package.json",
            "{\"sallyport\":{\"generate\":{\"command\":[\"cp\",\"package.json\",\"out $HOME;x\"],"
                + "\"outputs\":[\"out $HOME;x\"]}}}");
    Answer answer =
        generation(Isolation.strongest(), Duration.ofSeconds(30), System.getenv())
            .answer(asked(), none());

    assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
    assertThat(folder.resolve("out $HOME;x")).exists();
  }

  @Test
  void findsThePrismaOfTheWholeRepository() throws IOException {
    script(GENERATES);
    Files.createDirectories(folder.resolve(".git"));
    Path member = Files.createDirectories(folder.resolve("apps/web"));

    assertThat(GenerateCommand.of(member))
        .map(GenerateCommand::words)
        .contains(List.of(folder.resolve(PRISMA).toString(), "generate"));
    assertThat(GenerateCommand.of(Files.createDirectories(folder.resolve("a/.git/b")))).isEmpty();
  }

  private Answer generate(String script) {
    return generate(script, Isolation.strongest(), Duration.ofSeconds(30), System.getenv());
  }

  private Answer generate(
      String script, Isolation isolation, Duration limit, Map<String, String> environment) {
    return generation(isolation, limit, environment).answer(script(script), none());
  }

  private ClientGeneration generation(
      Isolation isolation, Duration limit, Map<String, String> environment) {
    return new ClientGeneration(folder, false, environment, List.of(), () -> isolation, limit);
  }

  private AgentRequest script(String body) {
    new ProjectOnDisk(folder).with("package.json", "{}").with(PRISMA, "#!/bin/sh\n" + body);
    assertThat(folder.resolve(PRISMA).toFile().setExecutable(true)).isTrue();
    return asked();
  }

  private static AgentRequest asked() {
    return AgentRequest.operation(Operation.GENERATE, Map.of(), "", new Agent("tester", false));
  }

  private static Cancellation none() {
    return Cancellation.none();
  }

  private void cancelOnce(String file, Cancellation call) {
    try {
      while (!Files.exists(folder.resolve(file))) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    call.cancel();
  }

  /** Whether nobody writes to it any more. */
  private boolean isSilent(String file) throws IOException, InterruptedException {
    Path beat = folder.resolve(file);
    assertThat(beat).exists();
    long size = Files.size(beat);
    TimeUnit.MILLISECONDS.sleep(400);
    return Files.size(beat) == size;
  }
}
