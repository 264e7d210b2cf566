package dev.sallyport.server.cli;

import dev.sallyport.policy.Mistake;
import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicyReader;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.Surroundings;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.TrustRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy file as somebody names it: a path, the name of a built-in policy, or nothing for the
 * project's own.
 */
record PolicyFile(String name, byte[] bytes) {
  private static final int LARGEST = 4 << 20;

  /**
   * Reads it.
   *
   * @throws SallyportException where there is none, or it can't be read
   */
  static PolicyFile of(@Nullable String named, Sallyport sallyport) {
    if (named == null) {
      Optional<Path> own = sallyport.configuration().policyFile();
      return own.isPresent() ? at(own.get()) : builtIn(BuiltInPolicies.STRICT);
    }
    Path path = Path.of(named);
    for (BuiltInPolicies builtIn : BuiltInPolicies.values()) {
      if (builtIn.label().equals(named) && !Files.exists(path)) {
        return builtIn(builtIn);
      }
    }
    return at(path);
  }

  static PolicyFile at(Path path) {
    if (!Files.isRegularFile(path)) {
      throw SallyportException.usage(
          "there is no policy file `" + path + "`",
          "make one with `sallyport policy init`, or name another");
    }
    try (InputStream stream = Files.newInputStream(path)) {
      return new PolicyFile(path.toString(), stream.readNBytes(LARGEST));
    } catch (IOException e) {
      throw SallyportException.environment(
          "can't read `" + path + "`", "check the file's permissions");
    }
  }

  private static PolicyFile builtIn(BuiltInPolicies policy) {
    return new PolicyFile("built-in:" + policy.label(), policy.text());
  }

  /**
   * Its rules.
   *
   * @throws SallyportException with exit code 2 where it has mistakes, all of which are printed
   */
  PolicySet rules(Sallyport sallyport, Terminal terminal) {
    try {
      return read(sallyport);
    } catch (InvalidPolicyException e) {
      MistakeText text = new MistakeText(terminal, bytes);
      if (!terminal.json()) {
        e.mistakes().forEach(text::print);
      }
      throw SallyportException.usage(
          "`" + name + "` has " + counted(e.mistakes()), "run `sallyport policy check`");
    }
  }

  /** Its rules, checked against the trust root where there is one. */
  PolicySet read(Sallyport sallyport) {
    TrustRoot root = sallyport.trust();
    Surroundings surroundings =
        root.isEmpty()
            ? new Surroundings(null, null, sallyport.clock().instant())
            : new Surroundings(
                root.approvers().keySet(),
                new HashSet<>(root.environments().values()),
                sallyport.clock().instant());
    return PolicyReader.read(name, bytes, surroundings);
  }

  static String counted(List<Mistake> mistakes) {
    return mistakes.size() == 1 ? "one mistake" : mistakes.size() + " mistakes";
  }
}
