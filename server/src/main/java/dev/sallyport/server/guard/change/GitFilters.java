package dev.sallyport.server.guard.change;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The filters that a repository's configuration names. Git starts them whenever it looks whether a
 * file changed, and an agent can write that configuration; told to be empty commands, they are not
 * started.
 */
public final class GitFilters {
  /** The question for their names. */
  public static final List<String> QUESTION =
      List.of("config", "-z", "--name-only", "--get-regexp", "^filter\\.");

  private GitFilters() {}

  /**
   * Variables for a Git that is to start none of them.
   *
   * @param answer to {@link #QUESTION}; empty where there are none
   */
  public static Map<String, String> off(String answer) {
    Set<String> filters = new TreeSet<>();
    Arrays.stream(answer.split("\0", -1))
        .filter(key -> key.indexOf('.') < key.lastIndexOf('.'))
        .forEach(key -> filters.add(key.substring(0, key.lastIndexOf('.'))));
    Map<String, String> variables = new LinkedHashMap<>();
    int count = 0;
    for (String filter : filters) {
      for (String key : List.of("clean", "smudge", "process", "required")) {
        variables.put("GIT_CONFIG_KEY_" + count, filter + "." + key);
        variables.put("GIT_CONFIG_VALUE_" + count, key.equals("required") ? "false" : "");
        count++;
      }
    }
    variables.put("GIT_CONFIG_COUNT", String.valueOf(count));
    return variables;
  }
}
