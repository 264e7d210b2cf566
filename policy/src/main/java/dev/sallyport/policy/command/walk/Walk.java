package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.KnownFiles;
import dev.sallyport.policy.command.shell.Node;
import dev.sallyport.policy.command.shell.Script;
import dev.sallyport.policy.command.shell.ShellParser;
import dev.sallyport.policy.command.shell.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk through a command line, collecting what it would do. Used once. */
public final class Walk {
  private static final int MOST_STEPS = 4_000;
  private static final int DEEPEST = 40;

  private final Programs programs;
  private final KnownFiles known;
  private final String home;
  private final Map<String, Act> acts = new LinkedHashMap<>();
  private final List<Loaded> loaded = new ArrayList<>();
  private int steps;
  private int depth;
  private int processFiles;

  /** Finds what is known of a program. */
  @FunctionalInterface
  public interface Programs {
    /** The program of that name; null where nothing is known of it. */
    @Nullable Program of(String name);
  }

  /**
   * A walk that has not begun.
   *
   * @param home the user's home folder
   */
  public Walk(Programs programs, KnownFiles known, String home) {
    this.programs = programs;
    this.known = known;
    this.home = home;
  }

  /** Everything the command line would do. */
  public List<Act> through(String commandLine, String folder) {
    text(Marks.clean(commandLine), null, new Scope(folder));
    loaded.forEach(file -> file.remark().ifPresent(this::report));
    return List.copyOf(acts.values());
  }

  String home() {
    return home;
  }

  /** Remembers to ask at the end what a loaded file was for. */
  void mind(Loaded file) {
    loaded.add(file);
  }

  void report(Act act) {
    acts.putIfAbsent(act.key(), act);
  }

  /** A script's output; its text may hold marks. */
  String text(String script, @Nullable String input, Scope scope) {
    Script read = ShellParser.parse(script);
    String output = run(read, input, scope);
    if (!read.unread().isEmpty()) {
      new UnreadText(this, programs).report(read.unread());
    }
    return output;
  }

  String run(Script script, @Nullable String input, Scope scope) {
    StringBuilder output = new StringBuilder();
    for (Node node : script.nodes()) {
      output.append(run(node, input, scope));
    }
    return Marks.bounded(output.toString());
  }

  String run(Node node, @Nullable String input, Scope scope) {
    if (++steps > MOST_STEPS || depth >= DEEPEST) {
      report(
          new Act.Doubt(
              "the command is too long or too deep to be followed to its end",
              "split it into smaller commands"));
      return Marks.ANYTHING;
    }
    depth++;
    try {
      return Marks.bounded(new Step(this, scope).run(node, input));
    } finally {
      depth--;
    }
  }

  String substitute(Script script, Scope scope) {
    return run(script, null, scope.copy());
  }

  /** A file's name for {@code <(…)}; what its reader reads is noted as if it had been written. */
  String processFile(Word.ProcessFile process, Scope scope) {
    String path = "/dev/fd/" + (process.reads() ? "r" : "w") + processFiles++;
    if (process.reads()) {
      scope.write(path, run(process.script(), null, scope.copy()));
    } else {
      run(process.script(), Marks.ANYTHING, scope.copy());
    }
    return path;
  }

  String path(String operand, Scope scope) {
    String path = operand;
    if (path.equals("~") || path.startsWith("~/")) {
      path = home + path.substring(1);
    }
    return Paths.resolve(scope.folder(), path);
  }

  Optional<String> text(String path, Scope scope) {
    String written = scope.written(path);
    if (written != null) {
      return Optional.of(written);
    }
    return Marks.known(path) && !Marks.pattern(path)
        ? known.text(path).map(Marks::clean)
        : Optional.empty();
  }

  /** Starts a program, or a function or an alias of that name. */
  String start(
      List<String> words, Map<String, String> environment, @Nullable String input, Scope scope) {
    if (++steps > MOST_STEPS || depth >= DEEPEST) {
      return run(new Node.Block(new Script(List.of(), "")), input, scope);
    }
    depth++;
    try {
      return new Starter(this, programs, scope).start(new ArrayList<>(words), environment, input);
    } finally {
      depth--;
    }
  }
}
