package dev.sallyport.policy.command.shell;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One word of a command line before expansion.
 *
 * @param parts in order; none for the empty word
 */
public record Word(List<Part> parts) {
  public Word {
    parts = List.copyOf(parts);
  }

  /** A word of plain text. */
  static Word of(String text) {
    return new Word(List.of(new Text(text, true)));
  }

  /** The text of a word that nothing in it expands or quotes; empty where something does. */
  public Optional<String> bare() {
    return parts.size() == 1 && parts.get(0) instanceof Text text && !text.quoted()
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** A piece of a word. */
  public sealed interface Part {}

  /**
   * Characters that stand for themselves.
   *
   * @param quoted whether patterns and braces in it mean nothing
   */
  public record Text(String value, boolean quoted) implements Part {}

  /**
   * {@code $name} or <code>${name…}</code>.
   *
   * @param index of an array; null where there is none
   * @param operator what follows the name, such as {@code :-} or {@code /}; empty for none
   * @param arguments the operator's words
   * @param quoted whether its value stays one word
   */
  public record Parameter(
      String name, @Nullable String index, String operator, List<Word> arguments, boolean quoted)
      implements Part {
    public Parameter {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code $(…)} or backticks. */
  public record Substitution(Script script, boolean quoted) implements Part {}

  /**
   * {@code <(…)} or {@code >(…)}.
   *
   * @param reads whether the word's reader reads what the script writes
   */
  public record ProcessFile(Script script, boolean reads) implements Part {}

  /** {@code $((…))}: a number; the word in it may hold substitutions. */
  public record Arithmetic(Word expression) implements Part {}
}
