package dev.sallyport.policy.command.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of a script, simple or compound. */
public sealed interface Node {

  /** {@code NAME=value cmd word… <file}; assignments alone, redirections alone are commands too. */
  record Simple(List<Assignment> assignments, List<Word> words, List<Redirection> redirections)
      implements Node {
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirections = List.copyOf(redirections);
    }
  }

  /** {@code a | b | c}. */
  record Pipeline(List<Node> stages) implements Node {
    public Pipeline {
      stages = List.copyOf(stages);
    }
  }

  /** {@code first && second}, {@code first || second}. */
  record Either(Node first, Node second) implements Node {}

  /** A compound command with redirections of its own. */
  record Redirected(Node body, List<Redirection> redirections) implements Node {
    public Redirected {
      redirections = List.copyOf(redirections);
    }
  }

  /** Commands one after the other. */
  record Block(Script script) implements Node {}

  /** {@code ( … )}: nothing it sets outlives it. */
  record Subshell(Script script) implements Node {}

  /** {@code for name in words; do body; done}; {@code select} is the same to a reader. */
  record For(String name, List<Word> words, Script body) implements Node {
    public For {
      words = List.copyOf(words);
    }
  }

  /** {@code while}, {@code until}. */
  record While(Script condition, Script body) implements Node {}

  /**
   * {@code if}: every condition runs in turn, at most one branch.
   *
   * @param conditions as many as branches, or one less where there is an {@code else}
   */
  record If(List<Script> conditions, List<Script> branches) implements Node {
    public If {
      conditions = List.copyOf(conditions);
      branches = List.copyOf(branches);
    }
  }

  /** {@code case}: at most one branch runs. */
  record Case(Word subject, List<Script> branches) implements Node {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** {@code name() body}. */
  record Function(String name, Node body) implements Node {}

  /** {@code [[ … ]]} and {@code (( … ))}: words that are compared, none of them a command. */
  record Test(List<Word> words) implements Node {
    public Test {
      words = List.copyOf(words);
    }
  }

  /**
   * {@code NAME=value}.
   *
   * @param elements of an array; null where the value is one word
   */
  record Assignment(String name, boolean appends, Word value, @Nullable List<Word> elements) {}
}
