package dev.sallyport.policy.sql;

import java.util.stream.Collectors;

/**
 * Readings as lines to compare: one a statement, its effects separated by {@code ; }, each {@code
 * kind object-kind name(columns) [qualifiers]}.
 */
public final class ReadingText {
  private ReadingText() {}

  /** The statements' effects; {@code refused: …} where the text is refused. */
  public static String of(Reading reading) {
    if (reading instanceof Reading.Refused refused) {
      return "refused: " + refused.message();
    }
    return ((Reading.Understood) reading)
        .statements().stream().map(ReadingText::of).collect(Collectors.joining("\n"));
  }

  private static String of(Statement statement) {
    return statement.effects().stream()
        .map(ReadingText::of)
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static String of(Effect effect) {
    StringBuilder text = new StringBuilder(effect.kind().label());
    if (effect.objectKind() != ObjectKind.NONE) {
      text.append(' ').append(effect.objectKind().label());
    }
    if (!effect.object().name().isEmpty()) {
      text.append(' ').append(effect.object());
    }
    if (!effect.columns().isEmpty()) {
      text.append(effect.columns().stream().sorted().collect(Collectors.joining(", ", "(", ")")));
    }
    String qualifiers =
        effect.qualifiers().stream()
            .filter(qualifier -> qualifier != Qualifier.ONE_READER)
            .sorted()
            .map(Qualifier::label)
            .collect(Collectors.joining(", "));
    return text + (qualifiers.isEmpty() ? "" : " [" + qualifiers + "]");
  }
}
