package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a tool's input names. */
final class ToolFiles {
  private static final Set<String> NAMING =
      Set.of(
          "filepath",
          "notebookpath",
          "path",
          "paths",
          "file",
          "files",
          "filename",
          "targetfile",
          "absolutepath",
          "relativepath",
          "pathinproject",
          "uri",
          "fileuri",
          "oldpath",
          "newpath",
          "source",
          "destination");
  private static final Pattern PATCHED =
      Pattern.compile("(?m)^\\*\\*\\* (Add File|Update File|Delete File|Move to): (.+)$");
  private static final int LONGEST = 4_096;

  private ToolFiles() {}

  static List<Act> of(ToolCall call, Access access, String through) {
    List<Act> acts = new ArrayList<>();
    for (ToolCall.Field field : call.input()) {
      String key = ToolNames.plain(field.key());
      if (NAMING.contains(key)) {
        add(field.value(), access, through, call, acts);
      } else if (key.equals("glob")) {
        add(Marks.ofPattern(field.value()), access, through, call, acts);
      }
    }
    return acts;
  }

  /** Moving reads and removes the one file, and writes the other. */
  static List<Act> moved(ToolCall call, boolean removes, String through) {
    List<Act> acts = new ArrayList<>();
    for (ToolCall.Field field : call.input()) {
      String key = ToolNames.plain(field.key());
      if (key.matches("destination|newpath|target\\w*|to")) {
        add(field.value(), Access.WRITE, through, call, acts);
      } else if (key.matches("from") || NAMING.contains(key)) {
        add(field.value(), Access.READ, through, call, acts);
        if (removes) {
          add(field.value(), Access.REMOVE, through, call, acts);
        }
      }
    }
    return acts;
  }

  /** A patch with a heading for each file. */
  static List<Act> patched(ToolCall call) {
    List<Act> acts = new ArrayList<>();
    for (ToolCall.Field field : call.input()) {
      Matcher heading = PATCHED.matcher(field.value());
      while (heading.find()) {
        Access access = heading.group(1).startsWith("Delete") ? Access.REMOVE : Access.WRITE;
        String through = heading.group(1).startsWith("Update") ? "Edit" : call.tool();
        add(heading.group(2).strip(), access, through, call, acts);
      }
    }
    return acts;
  }

  private static void add(
      String named, Access access, String through, ToolCall call, List<Act> acts) {
    String path = named.startsWith("file://") ? named.substring("file://".length()) : named;
    if (path.isEmpty()
        || path.length() >= LONGEST
        || path.indexOf('\0') >= 0
        || path.contains("://")) {
      return;
    }
    String home = System.getProperty("user.home");
    acts.add(
        new Act.FileUse(
            access,
            Paths.resolve(
                call.folder().toString(), path.startsWith("~/") ? home + path.substring(1) : path),
            through));
  }
}
