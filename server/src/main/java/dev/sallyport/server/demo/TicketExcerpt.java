package dev.sallyport.server.demo;

import dev.sallyport.server.demo.Demo.OtherwiseThanTold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ticket of a proposal as {@code tickets show} prints it, without most of its file. */
final class TicketExcerpt {
  /** Lines of the file that are shown. */
  private static final int SHOWN = 6;

  private TicketExcerpt() {}

  static List<String> of(String ticket, Map<String, String> environment, Path project) {
    List<String> lines =
        ProgramCommand.output(
                environment, "tickets", "show", ticket, "--project", project.toString())
            .lines()
            .map(line -> line.replace(project.toString(), "the project"))
            .toList();
    int first = position(lines, "  1  ") + SHOWN;
    int rest = position(lines, "plan ");
    List<String> excerpt = new ArrayList<>(lines.subList(0, first));
    excerpt.add("     ... (" + (rest - first) + " lines more; `tickets show` prints every byte)");
    excerpt.add("");
    excerpt.addAll(lines.subList(rest, lines.size()));
    return excerpt;
  }

  private static int position(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new OtherwiseThanTold("`tickets show` does not print `" + start.strip() + "`");
  }
}
