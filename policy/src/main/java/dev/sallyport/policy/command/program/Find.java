package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code find}: what it removes, and what it starts for what it finds. */
final class Find {
  private final List<String> words;
  private final Invocation invocation;
  private final Shell shell;
  private final List<String> roots = new ArrayList<>();
  private String name = "";
  private String where = "";

  Find(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.words = invocation.arguments();
    this.shell = shell;
  }

  String run() {
    int at = 0;
    while (at < words.size() && !words.get(at).matches("[-(!].*")) {
      roots.add(words.get(at++));
    }
    if (roots.isEmpty()) {
      roots.add(".");
    }
    for (; at < words.size(); at++) {
      String word = words.get(at);
      if (Set.of("-name", "-iname", "-path", "-wholename", "-ipath").contains(word)
          && at + 1 < words.size()) {
        String pattern = words.get(at + 1).replace('*', Marks.STAR).replace('?', Marks.ONE);
        boolean path = !word.endsWith("name") || word.startsWith("-whole");
        where = path ? pattern : where;
        // A path says less than the name beside it.
        name = path && !name.isEmpty() ? name : pattern;
      } else if (word.equals("-delete")) {
        found().forEach(path -> shell.file(Act.Access.REMOVE, path, "find -delete"));
      } else if (Set.of("-exec", "-execdir", "-ok", "-okdir").contains(word)) {
        execute(at + 1);
      }
    }
    return String.join("\n", found()) + "\n";
  }

  private void execute(int from) {
    int end = from;
    while (end < words.size() && !words.get(end).equals(";") && !words.get(end).equals("+")) {
      end++;
    }
    List<String> command = words.subList(from, end);
    for (String path : found()) {
      List<String> one = command.stream().map(word -> word.replace("{}", path)).toList();
      shell.start(one, Map.of(), invocation.input());
    }
  }

  /** Paths as far as the name tells them; without a name, the folders it starts from. */
  private List<String> found() {
    if (name.isEmpty()) {
      return roots;
    }
    List<String> paths = new ArrayList<>();
    for (String root : roots) {
      paths.add(name.contains("/") ? name : root + "/" + name);
      if (Marks.mayBe(name, "migration.sql")
          || where.contains("migrations") && name.equals(where)) {
        paths.add(
            root.contains("migrations")
                ? root + "/" + Marks.STAR + "/migration.sql"
                : root + "/prisma/migrations/" + Marks.STAR + "/migration.sql");
      }
    }
    return paths;
  }
}
