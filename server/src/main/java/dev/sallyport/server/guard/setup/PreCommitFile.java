package dev.sallyport.server.guard.setup;

import dev.sallyport.server.SallyportException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pre-commit's file. Our hook is put in as text, so that comments and layout of the rest stay; a
 * style that this can't be done for is refused.
 */
final class PreCommitFile {
  static final String PATH = ".pre-commit-config.yaml";

  private static final String WHAT = "the check before a commit";
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^(['\"]?)repos\\1:[ \\t]*(#.*)?(\\r?\\n|\\z)");
  private static final Pattern FLOW = Pattern.compile("(?m)^(\\{\\s*)?(['\"]?)repos\\2:[ \\t]*\\[");
  private static final Pattern KEY = Pattern.compile("(?m)^(\\{\\s*)?(['\"]?)repos\\2\\s*:");
  private static final Pattern ITEM = Pattern.compile("(?m)^([ \\t]*)- ");

  private final String text;
  private final String entry;
  private final String line;

  PreCommitFile(String text, String entry) {
    this.text = text;
    this.entry = entry;
    this.line = text.contains("\r\n") ? "\r\n" : "\n";
  }

  FileEdit edit() {
    Matcher block = BLOCK.matcher(text);
    Matcher flow = FLOW.matcher(text);
    if (text.contains("id: sallyport")) {
      return edit(0, "");
    }
    if (block.find()) {
      return inList(block.end());
    }
    if (flow.find()) {
      return inFlow(flow.end());
    }
    boolean free = !KEY.matcher(text).find() && !text.startsWith("{") && !text.contains("\n...");
    if (!free) {
      throw SallyportException.usage(
          "`repos` in `" + PATH + "` is written in a way that can't be added to",
          "write it as a list of its own lines, then run `sallyport init` again");
    }
    boolean open = !text.isEmpty() && !text.endsWith("\n");
    return edit(text.length(), (open ? line : "") + "repos:" + line + item("  "));
  }

  private FileEdit inList(int at) {
    Matcher first = ITEM.matcher(text);
    String indent = first.find(at) ? first.group(1) : "  ";
    boolean open = at == text.length() && !text.endsWith("\n");
    return edit(at, (open ? line : "") + item(indent));
  }

  private FileEdit inFlow(int at) {
    boolean last = text.substring(at).stripLeading().startsWith("]");
    return edit(
        at,
        "{repo: local, hooks: [{id: sallyport, name: sallyport check, entry: "
            + JsonWriter.quoted(entry)
            + ", language: system, pass_filenames: false}]}"
            + (last ? "" : ", "));
  }

  private String item(String indent) {
    return String.join(
            line,
            indent + "- repo: local",
            indent + "  hooks:",
            indent + "    - id: sallyport",
            indent + "      name: sallyport check",
            indent + "      entry: " + entry,
            indent + "      language: system",
            indent + "      pass_filenames: false")
        + line;
  }

  private FileEdit edit(int at, String piece) {
    return new FileEdit(
        PATH,
        Optional.of(text),
        text.substring(0, at) + piece + text.substring(at),
        piece.isEmpty() ? List.of() : List.of(piece),
        false,
        WHAT);
  }
}
