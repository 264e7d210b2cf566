package dev.sallyport.policy.command.shell;

/**
 * Where a command's input comes from or its output goes.
 *
 * @param operator such as {@code <}, {@code >>} or {@code &>}; {@code <<} for a here-document and
 *     {@code <<<} for a here-string, whose text is the target
 * @param descriptor the number in front; -1 where there is none
 */
public record Redirection(String operator, int descriptor, HereText target) {
  /** A word that may be known only when the line ends: a here-document's body. */
  public static final class HereText {
    private Word word;

    HereText(Word word) {
      this.word = word;
    }

    void is(Word body) {
      word = body;
    }

    /** The target: a file's name, or the text itself. */
    public Word word() {
      return word;
    }
  }

  /** Whether the command reads from it. */
  public boolean isInput() {
    return operator.startsWith("<") && !operator.equals("<>") && !operator.equals("<&");
  }

  /** Whether the target is text, and not a file's name. */
  public boolean isText() {
    return operator.equals("<<") || operator.equals("<<<");
  }

  /** Whether it names another descriptor, as {@code 2>&1} does. */
  public boolean isDuplicate() {
    return operator.endsWith("&");
  }
}
