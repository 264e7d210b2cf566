package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.ApproverKey;
import dev.sallyport.server.approval.PublicKeyText;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.approval.TrustRootEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an approver's key, or takes one, and enrols it. */
@Command(name = "init", description = "make a key for an approver and enrol it, on the terminal")
final class ApproverInitCommand extends SallyportCommand {
  @Parameters(paramLabel = "NAME", description = "the approver")
  String name = "";

  @Option(names = "--group", paramLabel = "GROUP", description = "a group they belong to")
  List<String> groups = List.of();

  @Option(
      names = "--os-user",
      paramLabel = "USER",
      description = "their user name (default: yours)")
  String osUser = System.getProperty("user.name", "unknown");

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description = "enrol this key (text or .pub file) instead of making one")
  @Nullable String publicKey;

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    Path folder = sallyport.configuration().trustFolder();
    TrustRoot before = sallyport.trust();
    TrustRootEditor editor = new TrustRootEditor(folder, sallyport.clock());
    Set<String> all = new HashSet<>(groups);
    if (before.isEmpty()) {
      enrolFirst(sallyport, human, editor, all);
    } else {
      PublicKeyText key = publicKey == null ? make(sallyport, human) : given(publicKey);
      terminal.line("public key: " + key.text());
      try (Signer by = signing.unlock(sallyport, human)) {
        editor.enrol(by, name, all, osUser, key);
      }
    }
    terminal.line("`" + name + "` is an approver, enrolled in " + folder.resolve("trust.yaml"));
    return ExitCode.DONE;
  }

  private void enrolFirst(
      Sallyport sallyport, Passphrase human, TrustRootEditor editor, Set<String> all) {
    if (signing.sshKey != null) {
      try (Signer own = signing.unlock(sallyport, human)) {
        editor.enrol(own, name, all, osUser, own.publicKey());
      }
      return;
    }
    Path file = newFile(sallyport);
    char[] passphrase = human.choose(name);
    char[] again = passphrase.clone();
    PublicKeyText key = ApproverKey.create(file, name, passphrase);
    try (Signer own = ApproverKey.unlock(file, again)) {
      editor.enrol(own, name, all, osUser, key);
    }
  }

  private PublicKeyText make(Sallyport sallyport, Passphrase human) {
    return ApproverKey.create(newFile(sallyport), name, human.choose(name));
  }

  private static PublicKeyText given(String text) {
    Path file = Path.of(text.length() < 200 ? text : "");
    try {
      return PublicKeyText.of(
          text.endsWith(".pub") && Files.exists(file) ? Files.readString(file) : text);
    } catch (IOException e) {
      throw SallyportException.usage("`" + file + "` can't be read", "name a `.pub` file");
    }
  }

  private Path newFile(Sallyport sallyport) {
    if (signing.key != null && sallyport.trust().isEmpty()) {
      return signing.key;
    }
    Path folder = SigningOptions.folder(sallyport);
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw SallyportException.environment(
          "the folder `" + folder + "` can't be made", "set `SALLYPORT_CONFIG`");
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
      throw SallyportException.usage(
          "`" + name + "` is no name for an approver", "use letters, digits, dots and dashes");
    }
    return folder.resolve(name + ".key");
  }
}
