package dev.sallyport.server.guard;

import java.util.Locale;
import java.util.Set;

/** What agents' own tools do, by the names that agents give them. */
final class ToolNames {
  /** What a tool of an agent does. */
  enum Kind {
    SHELL,
    READ,
    WRITE,
    REMOVE,
    PATCH,
    /** Reads or writes, as its {@code command} says. */
    EDITOR,
    OTHER
  }

  private static final Set<String> SHELLS =
      Set.of(
          "bash",
          "shell",
          "monitor",
          "terminal",
          "powershell",
          "runterminalcmd",
          "runterminalcommand",
          "runinterminal",
          "execcommand",
          "executecommand",
          "runcommand",
          "runshellcommand",
          "localshell",
          "executebash",
          "shellcommand");
  private static final Set<String> WRITING =
      Set.of(
          "write",
          "create",
          "edit",
          "multiedit",
          "notebookedit",
          "strreplace",
          "replace",
          "editfile",
          "writefile",
          "writetofile",
          "createfile",
          "savefile",
          "replaceinfile",
          "replacestringinfile",
          "inserteditintofile",
          "insertcontent",
          "applydiff",
          "searchreplace",
          "editnotebook");
  private static final Set<String> READING =
      Set.of(
          "read",
          "grep",
          "view",
          "open",
          "readfile",
          "readmanyfiles",
          "viewfile",
          "openfile",
          "readfiles");
  private static final Set<String> REMOVING =
      Set.of("delete", "remove", "deletefile", "removefile", "deletefiles");

  private ToolNames() {}

  static Kind kind(String tool) {
    String name = plain(tool);
    if (SHELLS.contains(name)) {
      return Kind.SHELL;
    }
    if (WRITING.contains(name)) {
      return Kind.WRITE;
    }
    if (READING.contains(name)) {
      return Kind.READ;
    }
    if (REMOVING.contains(name)) {
      return Kind.REMOVE;
    }
    if (name.equals("applypatch")) {
      return Kind.PATCH;
    }
    return name.matches("strreplace(basededittool|editor)|texteditor\\w*")
        ? Kind.EDITOR
        : Kind.OTHER;
  }

  /** In lower case, and without what parts its words. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
