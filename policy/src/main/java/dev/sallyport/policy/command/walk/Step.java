package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.shell.Node;
import dev.sallyport.policy.command.shell.Redirection;
import dev.sallyport.policy.command.shell.Script;
import dev.sallyport.policy.command.shell.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows one command of a script. */
final class Step {
  private static final int MOST_ROUNDS = 24;

  private final Walk walk;
  private final Scope scope;

  Step(Walk walk, Scope scope) {
    this.walk = walk;
    this.scope = scope;
  }

  String run(Node node, @Nullable String input) {
    if (node instanceof Node.Simple simple) {
      return simple(simple, input);
    }
    if (node instanceof Node.Pipeline pipeline) {
      return pipeline(pipeline, input);
    }
    if (node instanceof Node.Either either) {
      String first = walk.run(either.first(), input, scope);
      return first + onBranch(new Script(List.of(either.second()), ""), input);
    }
    if (node instanceof Node.Redirected redirected) {
      return redirected(redirected, input);
    }
    if (node instanceof Node.Block block) {
      return walk.run(block.script(), input, scope);
    }
    if (node instanceof Node.Subshell subshell) {
      return walk.run(subshell.script(), input, scope.copy());
    }
    return compound(node, input);
  }

  private String compound(Node node, @Nullable String input) {
    if (node instanceof Node.For loop) {
      return loop(loop, input);
    }
    if (node instanceof Node.While loop) {
      String condition = walk.run(loop.condition(), input, scope);
      return condition + onBranch(loop.body(), input) + (input == null ? "" : Marks.ANYTHING);
    }
    if (node instanceof Node.If choice) {
      String output = "";
      for (Script condition : choice.conditions()) {
        walk.run(condition, input, scope);
      }
      return output + branches(choice.branches(), input);
    }
    if (node instanceof Node.Case choice) {
      Expansion.text(choice.subject(), walk, scope);
      return branches(choice.branches(), input);
    }
    if (node instanceof Node.Function function) {
      scope.define(function.name(), function.body());
    }
    if (node instanceof Node.Test test) {
      test.words().forEach(word -> Expansion.text(word, walk, scope));
    }
    return "";
  }

  private String onBranch(Script script, @Nullable String input) {
    Scope branch = scope.copy();
    String output = walk.run(script, input, branch);
    scope.join(branch);
    return output;
  }

  private String branches(List<Script> scripts, @Nullable String input) {
    StringBuilder output = new StringBuilder();
    List<Scope> ends = new ArrayList<>();
    for (Script script : scripts) {
      Scope branch = scope.copy();
      output.append(walk.run(script, input, branch));
      ends.add(branch);
    }
    ends.forEach(scope::join);
    return output.toString();
  }

  private String pipeline(Node.Pipeline pipeline, @Nullable String input) {
    String flowing = input;
    for (Node stage : pipeline.stages()) {
      // Every stage is a process of its own, but the last one in zsh.
      flowing = walk.run(stage, flowing, scope.copy());
    }
    return flowing == null ? "" : flowing;
  }

  private String loop(Node.For loop, @Nullable String input) {
    StringBuilder output = new StringBuilder();
    int rounds = 0;
    for (Word word : loop.words()) {
      for (String value : Expansion.fields(word, walk, scope)) {
        if (rounds++ < MOST_ROUNDS) {
          scope.set(loop.name(), value);
          output.append(walk.run(loop.body(), input, scope));
        }
      }
    }
    if (rounds == 0) {
      scope.set(loop.name(), Marks.ANYTHING);
      output.append(onBranch(loop.body(), input));
    }
    return output.toString();
  }

  private String redirected(Node.Redirected redirected, @Nullable String input) {
    Redirections redirections = new Redirections(walk, scope, redirected.redirections());
    return redirections.out(walk.run(redirected.body(), redirections.in(input), scope));
  }

  private String simple(Node.Simple simple, @Nullable String input) {
    int ways = scope.ways();
    StringBuilder output = new StringBuilder();
    for (int way = 0; way < ways; way++) {
      scope.choose(way);
      output.append(oneWay(simple, input));
    }
    scope.choose(0);
    return output.toString();
  }

  private String oneWay(Node.Simple simple, @Nullable String input) {
    Printed.check(simple, walk, scope);
    List<String> words = new ArrayList<>();
    simple.words().forEach(word -> words.addAll(Expansion.fields(word, walk, scope)));
    boolean declares = !words.isEmpty() && Starter.DECLARING.contains(words.get(0));
    Map<String, String> environment = assigned(simple, words.isEmpty() || declares);
    Redirections redirections = redirections(simple.redirections());
    String in = redirections.in(input);
    if (words.isEmpty()) {
      // As in `$(< file)`.
      return redirections.out(in == null || !environment.isEmpty() ? "" : in);
    }
    return redirections.out(walk.start(words, environment, in, scope));
  }

  private Redirections redirections(List<Redirection> redirections) {
    return new Redirections(walk, scope, redirections);
  }

  private Map<String, String> assigned(Node.Simple simple, boolean stays) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Node.Assignment assignment : simple.assignments()) {
      List<Word> elements = assignment.elements();
      if (elements != null) {
        List<String> values = new ArrayList<>();
        List<String> before = scope.values(assignment.name());
        if (assignment.appends() && before != null) {
          values.addAll(before);
        }
        elements.forEach(word -> values.addAll(Expansion.fields(word, walk, scope)));
        scope.setAll(assignment.name(), values);
        continue;
      }
      String value = Expansion.text(assignment.value(), walk, scope);
      List<String> before = scope.values(assignment.name());
      if (assignment.appends() && before != null) {
        value = String.join(" ", before) + value;
      }
      environment.put(assignment.name(), value);
      if (stays) {
        scope.set(assignment.name(), value);
      }
    }
    if (stays && !environment.isEmpty()) {
      environment.forEach((name, value) -> Consent.check(name, value, walk));
      new RunVariables(walk, scope).set(environment);
    }
    return environment;
  }

  /** Where a script says that a person has agreed to what no person has seen. */
  static final class Consent {
    private Consent() {}

    static void check(String name, String value, Walk walk) {
      if (name.equals("PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION") && !value.isEmpty()) {
        walk.report(
            new Act.Bypass(
                "`" + name + "` claims a person's consent that no person has given",
                "ask for the operation with `request_operation` and a justification; a person"
                    + " approves the ticket"));
      }
    }
  }
}
