package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.sql.ObjectKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of object that PostgreSQL keeps outside of schemas. */
final class ObjectKindsWithoutSchema {
  private static final Set<ObjectKind> KINDS =
      Set.of(
          ObjectKind.SCHEMA,
          ObjectKind.DATABASE,
          ObjectKind.TABLESPACE,
          ObjectKind.ROLE,
          ObjectKind.EXTENSION,
          ObjectKind.LANGUAGE,
          ObjectKind.SERVER,
          ObjectKind.USER_MAPPING,
          ObjectKind.FOREIGN_DATA_WRAPPER,
          ObjectKind.PUBLICATION,
          ObjectKind.SUBSCRIPTION,
          ObjectKind.EVENT_TRIGGER,
          ObjectKind.ACCESS_METHOD,
          ObjectKind.LARGE_OBJECT,
          ObjectKind.SETTING,
          ObjectKind.CAST);
  private static final Set<String> LABELS =
      KINDS.stream().map(ObjectKind::label).collect(Collectors.toUnmodifiableSet());

  private ObjectKindsWithoutSchema() {}

  static boolean contains(ObjectKind kind) {
    return KINDS.contains(kind);
  }

  /** Whether a rule names such kinds only. */
  static boolean only(Fields rule) {
    List<String> kinds = rule.texts("object-kinds");
    return !kinds.isEmpty() && LABELS.containsAll(kinds);
  }
}
