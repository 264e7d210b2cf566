package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs that show, search, pack or edit the files they are given. */
final class Readers {
  private static final Set<String> SEARCHING =
      Set.of(
          "grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep", "ripgrep", "ugrep", "jq", "yq",
          "gron");
  private static final Set<String> SHOWING =
      Set.of(
          "less",
          "more",
          "most",
          "strings",
          "od",
          "hexdump",
          "hd",
          "cut",
          "nl",
          "bat",
          "batcat",
          "diff",
          "sdiff",
          "vimdiff",
          "colordiff",
          "paste",
          "join",
          "comm",
          "fold",
          "fmt",
          "pr",
          "column",
          "expand",
          "xargs",
          "split",
          "csplit",
          "zip",
          "gzip",
          "bzip2",
          "xz",
          "zstd",
          "nc",
          "ncat",
          "socat",
          "gpg",
          "age",
          "base32",
          "uuencode",
          "pbcopy",
          "xclip",
          "iconv",
          "dos2unix",
          "highlight",
          "pygmentize",
          "glow",
          "mail",
          "mutt",
          "sendmail",
          "envsubst",
          "pv",
          "look",
          "view");
  private static final Set<String> EDITING =
      Set.of(
          "vim", "vi", "nvim", "nano", "emacs", "ed", "ex", "micro", "pico", "sponge", "sqlite3",
          "code", "subl");
  private static final Set<String> PROCESSES = Set.of("ps", "pgrep", "pidof", "lsof", "fuser");

  private Readers() {}

  static boolean knows(String name) {
    return SEARCHING.contains(name)
        || SHOWING.contains(name)
        || EDITING.contains(name)
        || PROCESSES.contains(name);
  }

  static String start(Invocation invocation, Shell shell) {
    String program = invocation.program();
    if (PROCESSES.contains(program)) {
      return StreamEditors.ours(String.join(" ", invocation.arguments()));
    }
    boolean searches = SEARCHING.contains(program);
    Arguments arguments =
        Arguments.of(
            invocation.arguments(),
            searches ? "efABCmgtTdD" : program.matches("vim|nvim|vi|ex|view") ? "cS" : "",
            Set.of(
                "regexp",
                "file",
                "glob",
                "type",
                "include",
                "exclude",
                "exclude-dir",
                "max-count",
                "context",
                "cmd",
                "pre",
                "eval",
                "execute",
                "arg",
                "argjson"));
    List<String> operands = new ArrayList<>(arguments.operands());
    if (program.equals("zip")) {
      operands = packed(invocation.arguments());
    }
    String found = "";
    if (searches && !arguments.has("e", "f", "regexp", "file", "files") && !operands.isEmpty()) {
      String pattern = operands.remove(0);
      Variables.searched(arguments, pattern, invocation.inputText(), shell);
      found = Lines.matching(arguments, pattern, invocation.inputText());
    }
    for (String operand : operands) {
      shell.file(Access.READ, operand, program);
      boolean inPlace = program.equals("yq") && arguments.has("i", "inplace", "in-place");
      boolean looks = program.matches("n?vim?") && arguments.has("R", "M");
      if (EDITING.contains(program) && !looks || inPlace) {
        shell.file(Access.WRITE, operand, program);
      }
    }
    arguments
        .values("glob", "g", "include")
        .forEach(glob -> shell.file(Access.READ, glob, program));
    arguments.values("pre").forEach(text -> shell.start(List.of(text), Map.of(), null));
    editorCommands(arguments, shell, program);
    begun(invocation, shell);
    String seen = String.join(" ", invocation.arguments()) + invocation.inputText();
    return StreamEditors.ours(seen) + found;
  }

  /** What is left out stands behind its option, to the next one. */
  private static List<String> packed(List<String> words) {
    List<String> packed = new ArrayList<>();
    boolean leaves = false;
    for (String word : words) {
      if (word.startsWith("-")) {
        leaves = word.matches("-\\w*x|--exclude");
      } else if (!leaves) {
        packed.add(word);
      }
    }
    return packed;
  }

  private static void editorCommands(Arguments arguments, Shell shell, String program) {
    if (!EDITING.contains(program) && !program.equals("view")) {
      return;
    }
    for (String code : arguments.values("eval", "execute")) {
      Literals.in(code).all().forEach(text -> shell.runApart(text, List.of(), null));
    }
    arguments.values("c", "cmd").forEach(command -> banged(command, shell));
  }

  /** Editors and pagers start what stands behind an exclamation mark. */
  private static void banged(String command, Shell shell) {
    int bang = command.indexOf('!');
    if (bang >= 0) {
      shell.runApart(Marks.plain(command.substring(bang + 1)), List.of(), null);
    }
  }

  /** Commands given with a plus sign, or read from standard input as {@code ed} does. */
  private static void begun(Invocation invocation, Shell shell) {
    String program = invocation.program();
    if (EDITING.contains(program) || program.matches("view|less|more|most")) {
      invocation.arguments().stream()
          .filter(word -> word.startsWith("+"))
          .forEach(word -> banged(word, shell));
    }
    if (program.matches("ed|ex|n?vim?")) {
      invocation
          .inputText()
          .lines()
          .filter(line -> line.matches("[\\s:%\\d,$.;]*(r|w|e)?\\s*!.*"))
          .forEach(line -> banged(line, shell));
    }
  }
}
