package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.shell.Redirection;
import dev.sallyport.policy.command.shell.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a command's input comes from and where its output goes. */
final class Redirections {
  private final Walk walk;
  private final Scope scope;
  private final List<Redirection> redirections;

  Redirections(Walk walk, Scope scope, List<Redirection> redirections) {
    this.walk = walk;
    this.scope = scope;
    this.redirections = redirections;
  }

  /** What the command would read. */
  @Nullable String in(@Nullable String given) {
    String input = given;
    for (Redirection redirection : redirections) {
      if (!redirection.isInput()) {
        continue;
      }
      String text = Expansion.text(redirection.target().word(), walk, scope);
      if (redirection.isText()) {
        input = redirection.operator().equals("<<<") ? text + "\n" : text;
      } else {
        String path = walk.path(text, scope);
        walk.report(new Act.FileUse(Act.Access.READ, path, "<"));
        input = path.equals("/dev/null") ? "" : walk.text(path, scope).orElse(Marks.ANYTHING);
      }
    }
    return input;
  }

  /** What is left of the command's output for the next one. */
  String out(String output) {
    String left = output;
    for (Redirection redirection : redirections) {
      if (redirection.isInput() || redirection.isDuplicate()) {
        continue;
      }
      Word target = redirection.target().word();
      if (target.parts().size() == 1
          && target.parts().get(0) instanceof Word.ProcessFile process
          && !process.reads()) {
        walk.run(process.script(), output, scope.copy());
        left = "";
        continue;
      }
      // One shell refuses several names, another writes to each.
      for (Word one : Braces.expand(target)) {
        String path = walk.path(Expansion.text(one, walk, scope), scope);
        if (!path.startsWith("/dev/")) {
          walk.report(new Act.FileUse(Act.Access.WRITE, path, ">"));
          write(redirection, path, output);
        }
      }
      if (redirection.descriptor() != 2) {
        left = "";
      }
    }
    return left;
  }

  private void write(Redirection redirection, String path, String output) {
    if (redirection.descriptor() == 2) {
      return;
    }
    String before = redirection.operator().contains(">>") ? scope.written(path) : "";
    scope.write(path, before == null ? output : before + output);
    if (Paths.name(path).startsWith(".env")) {
      for (String line : output.split("\n", -1)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          Step.Consent.check(
              line.substring(0, equals).replace("export ", "").strip(),
              line.substring(equals + 1),
              walk);
        }
      }
    }
  }
}
