package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.shell.Node;
import dev.sallyport.policy.command.shell.ShellParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts what a command's first word names. */
final class Starter {
  static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "export", "readonly");

  private final Walk walk;
  private final Walk.Programs programs;
  private final Scope scope;

  Starter(Walk walk, Walk.Programs programs, Scope scope) {
    this.walk = walk;
    this.programs = programs;
    this.scope = scope;
  }

  String start(List<String> words, Map<String, String> environment, @Nullable String input) {
    if (words.isEmpty()) {
      return "";
    }
    environment.forEach((name, value) -> Step.Consent.check(name, value, walk));
    new RunVariables(walk, scope).set(environment);
    String first = words.get(0);
    String alias = scope.aliasOf(first);
    if (alias != null) {
      scope.unalias(first);
      String output = aliased(alias, words, environment, input);
      scope.alias(first, alias);
      return output;
    }
    Node function = scope.function(first);
    if (function != null) {
      List<String> before = scope.positional();
      scope.setPositional(words.subList(1, words.size()));
      String output = walk.run(function, input, scope);
      scope.setPositional(before);
      return output;
    }
    return program(words, environment, input);
  }

  private String aliased(
      String alias, List<String> words, Map<String, String> environment, @Nullable String input) {
    List<Node> nodes = ShellParser.parse(alias).nodes();
    if (nodes.size() != 1 || !(nodes.get(0) instanceof Node.Simple simple)) {
      return walk.text(alias, input, scope);
    }
    List<String> all = new ArrayList<>();
    simple.words().forEach(word -> all.addAll(Expansion.fields(word, walk, scope)));
    all.addAll(words.subList(1, words.size()));
    return walk.start(all, environment, input, scope);
  }

  private String program(
      List<String> words, Map<String, String> environment, @Nullable String input) {
    String path = words.get(0);
    List<String> arguments = words.subList(1, words.size());
    String name = name(path);
    Program program = find(name);
    Invocation invocation =
        new Invocation(
            program == null || Marks.known(name) && !Marks.pattern(name) ? name : patternName(name),
            path,
            arguments,
            environment,
            input);
    Loaded.handedOn(name, arguments, input, walk);
    scope.loaded().forEach(file -> file.start(name, arguments, input, walk));
    Shell shell = new Shell(walk, scope);
    if (program != null) {
      return program.start(invocation, shell);
    }
    Program fallback = programs.of("");
    if (fallback != null) {
      return fallback.start(invocation, shell);
    }
    walk.report(new Act.Unknown(invocation.line()));
    return Marks.ANYTHING;
  }

  private @Nullable Program find(String name) {
    if (Marks.pattern(name) && Marks.known(name)) {
      return programs.of(patternName(name));
    }
    return Marks.known(name) ? programs.of(name) : null;
  }

  /** What a pattern for a program's name most likely finds: one of those that reach databases. */
  private static String patternName(String pattern) {
    for (String name : List.of("prisma", "psql", "dropdb", "pg_restore", "createdb", "dropuser")) {
      if (Marks.mayBe(pattern, name)) {
        return name;
      }
    }
    return pattern;
  }

  private static String name(String path) {
    String name = Paths.name(path.replace('\\', '/')).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    if (dot > 0 && Set.of("exe", "cmd", "bat", "ps1").contains(name.substring(dot + 1))) {
      name = name.substring(0, dot);
    }
    return name;
  }
}
