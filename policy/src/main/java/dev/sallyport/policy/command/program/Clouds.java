package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.Credentials;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tools of hosts and of infrastructure, where they take a whole database away. */
final class Clouds {
  private static final Set<String> NAMES =
      Set.of(
          "aws",
          "az",
          "doctl",
          "render",
          "scw",
          "ibmcloud",
          "oci",
          "aiven",
          "avn",
          "terraform",
          "tofu",
          "terragrunt",
          "pulumi",
          "cdk",
          "helm",
          "gh");

  /** A service for databases, and behind it a word that ends or replaces one. */
  private static final Pattern ENDING =
      Pattern.compile(
          "(?i)(^| )(rds|aurora|postgres|psql|flexible-server|sql|databases?|rdb|service)( .*)?"
              + " (delete|destroy|remove|terminate|restore|reset|import|failover|"
              + "delete-db-\\S+|delete-global-\\S+|restore-db-\\S+|delete-blue-green-\\S+)( |$)");

  private static final Pattern SECRETS =
      Pattern.compile(
          "(^| )(secretsmanager get-secret-value|ssm get-parameters?( .*)? --with-decryption"
              + "|secrets versions access|keyvault secret show|secret decode)( |$)");

  private static final Pattern INFRASTRUCTURE =
      Pattern.compile("(?i)(^| )(destroy|down|-destroy|--destroy|state rm)( |$)");

  private Clouds() {}

  static boolean knows(String name) {
    return NAMES.contains(name);
  }

  static String start(Invocation invocation, Shell shell) {
    String line = String.join(" ", invocation.arguments());
    if (Arguments.asksForHelp(invocation.arguments())) {
      return Marks.ANYTHING;
    }
    if (SECRETS.matcher(line).find()) {
      shell.doubt(
          "`" + invocation.line() + "` would show a secret",
          "have a person look at it: Sallyport's tools reach the database without it");
    }
    List<String> words = invocation.arguments();
    // What they are given as a file may leave this machine.
    words.stream()
        .filter(word -> !word.startsWith("-") && Credentials.areIn(shell.path(word)))
        .forEach(word -> shell.file(Act.Access.READ, word, invocation.program()));
    if (words.contains("execute-command") || words.contains("send-command")) {
      Arguments.of(words, "", Set.of("command", "parameters", "cluster", "task", "container"))
          .values("command", "parameters")
          .forEach(text -> shell.runElsewhere(text, invocation.input()));
    }
    if (invocation.program().matches("helm|gh")) {
      elsewhere(words, invocation, shell);
      return Marks.ANYTHING;
    }
    boolean infrastructure = invocation.program().matches("terraform|tofu|terragrunt|pulumi|cdk");
    if (!infrastructure && ENDING.matcher(line).find()) {
      shell.bypass(
          "`" + invocation.line() + "` takes a database away, or puts another in its place",
          Ways.PERSON);
    } else if (infrastructure && INFRASTRUCTURE.matcher(line).find()) {
      shell.doubt(
          "`" + invocation.line() + "` may take a database away with everything else",
          "have a person run it, or name what is to go");
    }
    return Marks.ANYTHING;
  }

  /** A chart or a pipeline that is named after a database, or after losing one. */
  private static void elsewhere(List<String> words, Invocation invocation, Shell shell) {
    String line = String.join(" ", words);
    boolean chart =
        invocation.program().equals("helm")
            && line.matches("(uninstall|delete|un|del) .*(postgres|pg|database|\\bdb).*");
    boolean pipeline =
        line.startsWith("workflow run ") && DangerousNames.suggests(line.substring(13));
    if (chart || pipeline) {
      shell.doubt(
          "`" + invocation.line() + "` may take a database away, and nobody can tell here",
          "have a person run it");
    }
  }
}
