package dev.sallyport.server.cli;

import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.ApproverKey;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.SshSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which key signs. */
final class SigningOptions {
  @Option(names = "--as", paramLabel = "NAME", description = "the approver whose key signs")
  @Nullable String approver;

  @Option(names = "--key", paramLabel = "FILE", description = "the key's file")
  @Nullable Path key;

  @Option(
      names = "--ssh-key",
      paramLabel = "FILE",
      description = "sign with a hardware key (sk-…) through ssh-keygen")
  @Nullable Path sshKey;

  /** Unlocks the key; asks for its passphrase on the terminal. */
  Signer unlock(Sallyport sallyport, Passphrase human) {
    if (sshKey != null) {
      return SshSigner.with(sshKey);
    }
    Path file = file(sallyport);
    return ApproverKey.unlock(file, human.ask(String.valueOf(file.getFileName())));
  }

  static Path folder(Sallyport sallyport) {
    return sallyport.configuration().trustFolder().resolve("keys");
  }

  private Path file(Sallyport sallyport) {
    if (key != null) {
      return key;
    }
    Path folder = folder(sallyport);
    if (approver != null) {
      return folder.resolve(approver + ".key");
    }
    List<Path> keys = keys(folder);
    if (keys.size() == 1) {
      return keys.get(0);
    }
    throw SallyportException.usage(
        keys.isEmpty() ? "there is no key in `" + folder + "`" : "there are several keys here",
        keys.isEmpty()
            ? "make one with `sallyport approver init NAME`"
            : "say whose with `--as NAME`");
  }

  private static List<Path> keys(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".key")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
