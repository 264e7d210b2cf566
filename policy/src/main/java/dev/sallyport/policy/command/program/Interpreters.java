package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Paths;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Languages' interpreters: code as an argument, in a file, or on standard input. */
final class Interpreters {
  private static final Set<String> NAMES =
      Set.of(
          "node",
          "nodejs",
          "tsx",
          "ts-node",
          "ts-node-esm",
          "vite-node",
          "esno",
          "jiti",
          "babel-node",
          "swc-node",
          "python",
          "python2",
          "python3",
          "pypy",
          "pypy3",
          "ipython",
          "ruby",
          "irb",
          "php",
          "perl",
          "deno",
          "lua",
          "groovy",
          "jshell",
          "rscript",
          "r",
          "julia",
          "tclsh",
          "elixir",
          "osascript",
          "zx");
  private static final Set<String> VALUED =
      Set.of(
          "eval",
          "print",
          "require",
          "import",
          "loader",
          "env-file",
          "conditions",
          "input-type",
          "project",
          "execute",
          "experimental-loader",
          "config",
          "import-map");

  private final Invocation invocation;
  private final Shell shell;

  private Interpreters(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  static boolean knows(String name) {
    return NAMES.contains(name) || name.matches("(python|ruby|php|perl|node)\\d[\\d.]*");
  }

  static String start(Invocation invocation, Shell shell) {
    return new Interpreters(invocation, shell).run();
  }

  private String run() {
    String program = invocation.program();
    List<String> words = invocation.arguments();
    if (isNode()) {
      words = words.stream().map(word -> word.matches("-(pe|ep)") ? "-p" : word).toList();
    }
    if (program.equals("deno")) {
      return deno(words);
    }
    Arguments arguments = Arguments.leading(words, letters(), VALUED);
    if (arguments.has("version", "help") || onlyChecks(arguments)) {
      return Marks.ANYTHING;
    }
    List<String> codes =
        new ArrayList<>(arguments.values("e", "c", "p", "E", "r", "eval", "print", "execute"));
    if (!isNode() && !program.startsWith("php")) {
      codes.removeAll(arguments.values("r"));
    } else if (isNode()) {
      codes.removeAll(arguments.values("r", "c", "E"));
    }
    if (isNode() && words.contains("--run") && !arguments.operands().isEmpty()) {
      return shell.start(
          List.of("npm", "run", arguments.operands().get(0)), Map.of(), invocation.input());
    }
    if (program.startsWith("python") && arguments.has("m")) {
      return module(arguments);
    }
    codes.stream().filter(code -> !code.isEmpty()).forEach(this::code);
    if (program.matches("(perl|ruby).*") && arguments.has("i")) {
      arguments
          .operands()
          .forEach(
              file ->
                  shell.file(dev.sallyport.policy.command.Act.Access.WRITE, file, program + " -i"));
    }
    if (codes.isEmpty()) {
      return operand(arguments.operands());
    }
    arguments
        .operands()
        .forEach(file -> shell.file(dev.sallyport.policy.command.Act.Access.READ, file, program));
    return Marks.ANYTHING;
  }

  /** The syntax is looked at, and nothing runs. */
  private boolean onlyChecks(Arguments arguments) {
    String program = invocation.program();
    return program.matches("node(js)?") && arguments.has("c", "check")
        || program.startsWith("php") && arguments.has("l")
        || program.startsWith("ruby") && arguments.has("c");
  }

  private boolean isNode() {
    return !invocation.program().matches("(python|ruby|php|perl|pypy|ipython|irb|lua).*");
  }

  private String letters() {
    if (invocation.program().startsWith("perl")) {
      return "eEIMm";
    }
    if (invocation.program().startsWith("python") || invocation.program().startsWith("pypy")) {
      return "cmWX";
    }
    return invocation.program().startsWith("ruby") ? "eIrC" : "epr";
  }

  private void code(String code) {
    if (code.replace(Marks.ANYTHING, "").isBlank()) {
      shell.report(new dev.sallyport.policy.command.Act.Unknown(invocation.line()));
    } else {
      Code.inline(code, shell, invocation);
    }
  }

  private String module(Arguments arguments) {
    List<String> words = new ArrayList<>();
    words.add(arguments.value("m").orElse(""));
    words.addAll(arguments.operands());
    arguments
        .operands()
        .forEach(file -> shell.file(dev.sallyport.policy.command.Act.Access.READ, file, "python"));
    return words.get(0).equals("base64") || words.get(0).isEmpty()
        ? Marks.ANYTHING
        : shell.start(words, Map.of(), invocation.input());
  }

  private String operand(List<String> operands) {
    if (operands.isEmpty() || operands.get(0).equals("-")) {
      if (invocation.input() != null && !invocation.inputText().isBlank()) {
        code(invocation.inputText());
      }
      return Marks.ANYTHING;
    }
    String file = operands.get(0);
    List<String> rest = new ArrayList<>(operands);
    String installed = installed(file);
    if (!installed.isEmpty()) {
      rest.set(0, installed);
      return shell.start(rest, invocation.environment(), invocation.input());
    }
    String name = Paths.name(file);
    if (Frameworks.knows(name)) {
      rest.set(0, name);
      return shell.start(rest, invocation.environment(), invocation.input());
    }
    shell
        .text(file)
        .ifPresentOrElse(
            text -> Code.file(text, shell, invocation),
            () -> shell.report(new dev.sallyport.policy.command.Act.Unknown(invocation.line())));
    return Marks.ANYTHING;
  }

  /** The package whose program a path inside {@code node_modules} is. */
  static String installed(String path) {
    String plain = path.replace("/.bin/../", "/");
    if (plain.endsWith("/prisma/build/index.js") || plain.endsWith("/bin/prisma")) {
      return "prisma";
    }
    int modules = plain.lastIndexOf("node_modules/");
    if (modules < 0) {
      return "";
    }
    String[] steps = plain.substring(modules + "node_modules/".length()).split("/");
    if (steps[0].equals(".bin") && steps.length > 1) {
      return steps[1];
    }
    if (steps[0].equals(".bin")) {
      return "";
    }
    return steps[0].startsWith("@") && steps.length > 1 ? steps[1] : steps[0];
  }

  private String deno(List<String> words) {
    List<String> rest = Arguments.leading(words, "cr", VALUED).operands();
    if (rest.isEmpty()) {
      return "";
    }
    List<String> after = Arguments.leading(rest.subList(1, rest.size()), "cr", VALUED).operands();
    if (after.isEmpty()) {
      return "";
    }
    if (rest.get(0).equals("eval")) {
      code(after.get(0));
      return Marks.ANYTHING;
    }
    if (rest.get(0).equals("task")) {
      List<String> script = new ArrayList<>(List.of("npm", "run"));
      script.addAll(after);
      return shell.start(script, Map.of(), invocation.input());
    }
    if (after.get(0).startsWith("npm:")) {
      List<String> program = new ArrayList<>(after);
      program.set(0, NodeRunners.withoutVersion(after.get(0)));
      return shell.start(program, Map.of(), invocation.input());
    }
    return rest.get(0).equals("run") ? operand(after) : Marks.ANYTHING;
  }
}
