package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Effects as words and as JSON. */
final class EffectWords {
  private EffectWords() {}

  /** Everything but plain reading, such as {@code delete public.users}. */
  static String beyondReading(List<Statement> statements) {
    return statements.stream()
        .flatMap(statement -> statement.effects().stream())
        .filter(effect -> effect.kind() != EffectKind.READ)
        .map(EffectWords::words)
        .distinct()
        .limit(5)
        .collect(Collectors.joining(", "));
  }

  /** One effect, such as {@code drop table public.users (cascade, data-loss)}. */
  static String words(Effect effect) {
    StringBuilder words = new StringBuilder(effect.kind().label());
    if (!effect.object().name().isEmpty()) {
      words.append(' ').append(effect.objectKind().label()).append(" `");
      words.append(effect.object()).append('`');
    }
    if (!effect.qualifiers().isEmpty()) {
      words.append(
          effect.qualifiers().stream()
              .sorted()
              .map(Qualifier::label)
              .collect(Collectors.joining(", ", " (", ")")));
    }
    return words.toString();
  }

  /** A statement in the shape of {@code explain}. */
  static Map<String, @Nullable Object> json(Statement statement) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("sql", statement.text());
    map.put("effects", statement.effects().stream().map(EffectWords::json).toList());
    return map;
  }

  private static Map<String, @Nullable Object> json(Effect effect) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", effect.kind().label());
    map.put("objectKind", effect.objectKind().label());
    map.put("object", effect.object().toString());
    map.put("columns", effect.columns().stream().sorted().toList());
    map.put("qualifiers", effect.qualifiers().stream().sorted().map(Qualifier::label).toList());
    return map;
  }
}
