package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Clients of databases that are not PostgreSQL. No reader here knows their language, so only what
 * plainly loses data is stopped.
 */
final class OtherDatabases {
  private static final Pattern LOSING =
      Pattern.compile(
          "(?is)(^|[;\\n{(])\\s*(drop\\s+(table|database|schema|user|view|index)|truncate\\b"
              + "|delete\\s+from|alter\\s+table)"
              + "|dropDatabase\\s*\\(|\\.drop\\s*\\(|\\.(deleteMany|remove)\\s*\\(\\s*(\\{\\s*})?\\s*\\)");

  private OtherDatabases() {}

  static String start(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(
            invocation.arguments(),
            "euhPDSQUdf",
            Set.of("execute", "eval", "user", "host", "port", "database", "file"));
    List<String> texts = new ArrayList<>(arguments.values("e", "execute", "eval", "Q"));
    texts.add(invocation.inputText());
    for (String file : arguments.values("f", "file")) {
      shell.file(Act.Access.READ, file, invocation.program());
      texts.add(shell.text(file).orElse(""));
    }
    if (texts.stream().map(Marks::plain).anyMatch(text -> LOSING.matcher(text).find())) {
      shell.bypass(
          "`" + invocation.line() + "` loses what is in a database",
          "have a person run it: this database is not behind Sallyport");
    }
    return Marks.ANYTHING;
  }
}
