package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.shell.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a shell knows at one point: variables, functions, aliases, its folder, and the files that
 * the script itself has written. A variable may have several values, one for each way there.
 */
public final class Scope {
  private static final int MOST_VALUES = 8;

  private final Map<String, List<List<String>>> variables = new HashMap<>();
  private final Map<String, Node> functions = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final List<Loaded> loaded = new ArrayList<>();
  private List<String> positional = List.of();
  private String folder;
  private int choice;

  Scope(String folder) {
    this.folder = folder;
  }

  /** A copy that can change without this one. */
  Scope copy() {
    Scope copy = new Scope(folder);
    copy.variables.putAll(variables);
    copy.functions.putAll(functions);
    copy.aliases.putAll(aliases);
    copy.files.putAll(files);
    copy.loaded.addAll(loaded);
    copy.positional = positional;
    copy.choice = choice;
    return copy;
  }

  /** Takes over what may have happened on a branch. */
  void join(Scope branch) {
    for (Map.Entry<String, List<List<String>>> variable : branch.variables.entrySet()) {
      Set<List<String>> values =
          new LinkedHashSet<>(variables.getOrDefault(variable.getKey(), List.of()));
      values.addAll(variable.getValue());
      variables.put(variable.getKey(), values.stream().limit(MOST_VALUES).toList());
    }
    functions.putAll(branch.functions);
    aliases.putAll(branch.aliases);
    files.putAll(branch.files);
    branch.loaded.stream().filter(each -> !loaded.contains(each)).forEach(loaded::add);
    folder = branch.folder;
  }

  /** The values of a variable on the way that is followed now; null where it was never set. */
  @Nullable List<String> values(String name) {
    List<List<String>> ways = variables.get(name);
    return ways == null ? null : ways.get(choice % ways.size());
  }

  /** The first value of a variable; empty where it has none. */
  public String value(String name) {
    List<String> values = values(name);
    return values == null || values.isEmpty() ? "" : values.get(0);
  }

  /** Each variable with its first value. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    variables.keySet().forEach(name -> values.put(name, value(name)));
    return values;
  }

  /** Notes that files of credentials were taken into the environment. */
  void load(Loaded file) {
    loaded.add(file);
  }

  /** The files of credentials that were taken into the environment. */
  List<Loaded> loaded() {
    return loaded;
  }

  /** How many ways a command that reads variables must be followed. */
  int ways() {
    return variables.values().stream().mapToInt(List::size).max().orElse(1);
  }

  void choose(int way) {
    choice = way;
  }

  /** Sets a variable to one value. */
  public void set(String name, String value) {
    variables.put(name, List.of(List.of(Marks.bounded(value))));
  }

  /** Sets an array. */
  public void setAll(String name, List<String> values) {
    variables.put(name, List.of(List.copyOf(values)));
  }

  /** Forgets a variable, a function or an alias. */
  public void unset(String name) {
    variables.remove(name);
    functions.remove(name);
  }

  void define(String name, Node body) {
    functions.put(name, body);
  }

  @Nullable Node function(String name) {
    return functions.get(name);
  }

  /** Sets an alias. */
  public void alias(String name, String text) {
    aliases.put(name, text);
  }

  /** Forgets aliases. */
  public void unalias(String name) {
    aliases.remove(name);
  }

  @Nullable String aliasOf(String name) {
    return aliases.get(name);
  }

  /** {@code $1} and the like. */
  public List<String> positional() {
    return positional;
  }

  /** Sets {@code $1} and the like. */
  public void setPositional(List<String> words) {
    positional = new ArrayList<>(words);
  }

  /** The folder that relative paths start from. */
  public String folder() {
    return folder;
  }

  /** Changes the folder; may hold an unknown part. */
  public void enter(String path) {
    folder = path;
  }

  /** What the script itself wrote to a file. */
  @Nullable String written(String path) {
    return files.get(path);
  }

  /** Notes what the script wrote. */
  void write(String path, String text) {
    files.put(path, Marks.bounded(text));
  }
}
