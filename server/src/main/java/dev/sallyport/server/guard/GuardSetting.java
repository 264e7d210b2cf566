package dev.sallyport.server.guard;

import dev.sallyport.server.Configuration;
import dev.sallyport.server.gateway.PolicyKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Whether the policy in force wants to be asked about what is not known. */
final class GuardSetting {
  private static final int LARGEST = 4 << 20;

  private GuardSetting() {}

  /** A file that does not even hold the word needs no reader, which costs more than the answer. */
  static boolean isStrict(Configuration configuration, Supplier<PolicyKeeper> policies) {
    boolean named =
        configuration.policyFile().map(GuardSetting::namesIt).orElse(false)
            || namesIt(configuration.trustFolder().resolve("trust.yaml"));
    return named && policies.get().current().rules().strictGuard();
  }

  private static boolean namesIt(Path file) {
    try {
      return Files.isRegularFile(file)
          && (Files.size(file) > LARGEST
              || Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                  .contains(file.endsWith("trust.yaml") ? "policy" : "guard"));
    } catch (IOException e) {
      return true;
    }
  }
}
