package dev.sallyport.server.demo;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.sallyport.server.approval.ApproverKey;
import dev.sallyport.server.cli.CommandLineFace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo approves without a human. Nothing else can. */
class SelfApprovalTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.sallyport.server");

  @Test
  void onlyTheDemosCommandStartsTheDemo() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sallyport.server.demo")
        .and()
        .doNotHaveFullyQualifiedName("dev.sallyport.server.cli.DemoCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sallyport.server.demo")
        .check(PROGRAM);
  }

  /** Whoever else unlocks a key asks on the terminal, which the class Passphrase stands for. */
  @Test
  void whoeverElseUnlocksAKeyAsksAPersonForThePassphrase() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(DemoApprover.class.getName())
        .and()
        .doNotHaveFullyQualifiedName("dev.sallyport.server.cli.SigningOptions")
        .and()
        .doNotHaveFullyQualifiedName("dev.sallyport.server.cli.ApproverInitCommand")
        .should()
        .callMethodWhere(target(owner(type(ApproverKey.class))).and(target(name("unlock"))))
        .check(PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--home=x",
        "--database-url=postgresql://localhost/x",
        "--project=x",
        "--store=x",
        "--policy=x",
        "--env-file=x"
      })
  void theDemoTakesNoOptionThatNamesAnythingOfTheUsers(String option) {
    assertThat(CommandLineFace.run(new String[] {"demo", option})).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve T-0000-0000-0000", "approver init mallory", "environment pin x"})
  void withoutATerminalNoCommandSigns(String command, @TempDir Path folder) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(ProgramCommand.with(command.split(" ")));
    builder.environment().clear();
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    // A passphrase and every word a prompt could want: none of it counts.
    feed(process, "correct horse battery\ncorrect horse battery\nyes\n0000\n");
    String said = read(process);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(said).contains("this needs a human at a terminal");
    assertThat(trustFiles(folder)).isEmpty();
  }

  private static void feed(Process process, String text) {
    try (var input = process.getOutputStream()) {
      input.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it read a word, which is the point.
    }
  }

  private static String read(Process process) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    process.getInputStream().transferTo(bytes);
    return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<Path> trustFiles(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*(trust\\.yaml|\\.key)")).toList();
    }
  }
}
