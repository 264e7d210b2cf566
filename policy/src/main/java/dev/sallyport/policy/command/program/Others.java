package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every program that is not known: a script of the project, or something nobody can name. */
final class Others {
  private static final Pattern LIKE_PRISMA =
      Pattern.compile("(^| )(migrate (reset|deploy|dev|resolve)|db (push|seed|execute|drop))( |$)");
  private static final Pattern LIKE_SQL =
      Pattern.compile("(?i)\\b(drop (table|schema|database)|truncate|delete from)\\b");

  /** Programs that even a strict guard knows: they look, make folders, build, test or format. */
  private static final Set<String> HARMLESS =
      Set.of(
          "mkdir",
          "wc",
          "date",
          "whoami",
          "id",
          "uname",
          "hostname",
          "df",
          "du",
          "free",
          "uptime",
          "basename",
          "dirname",
          "realpath",
          "readlink",
          "stat",
          "file",
          "tree",
          "clear",
          "cal",
          "bc",
          "expr",
          "md5sum",
          "sha1sum",
          "sha256sum",
          "shasum",
          "cksum",
          "cmp",
          "nproc",
          "top",
          "htop",
          "locale",
          "getconf",
          "mktemp",
          "tty",
          "stty",
          "groups",
          "arch",
          "tsc",
          "eslint",
          "prettier",
          "biome",
          "vitest",
          "jest",
          "mocha",
          "next",
          "vite",
          "webpack",
          "rollup",
          "esbuild",
          "playwright",
          "cypress",
          "pytest",
          "ruff",
          "black",
          "mypy",
          "rubocop",
          "rspec",
          "javac",
          "javap",
          "gofmt",
          "rustfmt",
          "rustc",
          "shellcheck",
          "cd",
          "dirs",
          "popd",
          "getopts",
          "let",
          "times",
          "logout",
          "disown",
          "fg",
          "bg");

  /** Options by which programs of any kind say that they change the files they are given. */
  private static final Set<String> WRITING = Set.of("--write", "--in-place", "--fix", "--inplace");

  private Others() {}

  static String start(Invocation invocation, Shell shell) {
    String path = invocation.path();
    if (invocation.arguments().stream().anyMatch(WRITING::contains)) {
      invocation.arguments().stream()
          .filter(word -> !word.startsWith("-"))
          .forEach(word -> shell.file(Act.Access.WRITE, word, invocation.program()));
    }
    if (HARMLESS.contains(invocation.program()) && path.indexOf('/') < 0) {
      return Marks.ANYTHING;
    }
    if (!Marks.known(path) || Marks.pattern(path)) {
      return unnamed(invocation, shell);
    }
    String installed = Interpreters.installed(path);
    if (!installed.isEmpty() && !installed.equals(invocation.program())) {
      List<String> words = new ArrayList<>(List.of(installed));
      words.addAll(invocation.arguments());
      return shell.start(words, invocation.environment(), invocation.input());
    }
    boolean script = path.indexOf('/') >= 0;
    Optional<String> text = script ? shell.text(path) : Optional.empty();
    if (text.isEmpty()) {
      shell.report(new Act.Unknown(invocation.line()));
      return Marks.ANYTHING;
    }
    String first = text.get().lines().findFirst().orElse("");
    if (first.startsWith("#!") && first.matches(".*(node|python|ruby|perl|php|tsx|deno|bun).*")) {
      Code.file(text.get(), shell, invocation);
      return Marks.ANYTHING;
    }
    if (!Marks.known(text.get()) && text.get().replace(Marks.ANYTHING, "").isBlank()) {
      shell.doubt(
          "`" + invocation.line() + "` would run a script that can't be told beforehand",
          "look at the script before it runs");
      return Marks.ANYTHING;
    }
    return shell.runApart(text.get(), invocation.arguments(), invocation.input());
  }

  /** The name of the program can't be told; its arguments may say enough. */
  private static String unnamed(Invocation invocation, Shell shell) {
    String words = String.join(" ", invocation.arguments());
    List<Pattern> alike = List.of(LIKE_PRISMA, LIKE_SQL);
    if (alike.stream().anyMatch(pattern -> pattern.matcher(words).find())) {
      shell.doubt(
          "`"
              + invocation.line()
              + "` hides which program it starts, and its arguments are those"
              + " of one that reaches a database",
          "write the program's name out");
    } else {
      shell.report(new Act.Unknown(invocation.line()));
    }
    return Marks.ANYTHING;
  }
}
