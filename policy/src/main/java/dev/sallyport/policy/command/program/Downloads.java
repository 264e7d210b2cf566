package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** {@code curl} and {@code wget}: files they send, and strangers' files they leave behind. */
final class Downloads {
  private Downloads() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    for (String word : words) {
      int at = word.indexOf('@');
      if (at >= 0 && (at == 0 || word.charAt(at - 1) == '=') && word.indexOf("://") < 0) {
        shell.file(
            Act.Access.READ, word.substring(at + 1).replaceFirst(";.*", ""), invocation.program());
      } else if (word.startsWith("file://")) {
        shell.file(Act.Access.READ, word.substring(7), invocation.program());
      }
    }
    boolean curl = invocation.program().equals("curl");
    Arguments arguments =
        Arguments.of(
            words,
            curl ? "oTdFHXuAbcemrxKEw" : "OoPUetTQ",
            Set.of(
                "output",
                "upload-file",
                "data",
                "header",
                "request",
                "user",
                "output-document",
                "post-file",
                "form",
                "data-binary",
                "url"));
    arguments
        .values("T", "upload-file", "post-file")
        .forEach(file -> shell.file(Act.Access.READ, file, invocation.program()));
    for (String file : arguments.values(curl ? "o" : "O", "output", "output-document")) {
      if (!file.equals("-")) {
        shell.file(Act.Access.WRITE, file, invocation.program());
        shell.wrote(file, Marks.ANYTHING);
      }
    }
    return Marks.DOWNLOADED;
  }
}
