package dev.sallyport.policy.sql.schema;

import java.util.List;
import java.util.Optional;

/**
 * What a script leaves behind in a schema.
 *
 * @param consequences in the script's order; later ones may undo earlier ones
 * @param changesRows whether it also inserts, updates or deletes rows, which no schema shows
 * @param passedOver what was not looked into and may have changed the schema, in words
 * @param noted what was not looked into and changes nothing that is compared, such as owners
 * @param refusal why PostgreSQL would not read it; empty where it would
 * @param refusedAt the UTF-16 offset of what it would not read; -1 where there is none
 */
public record SchemaScript(
    List<Consequence> consequences,
    boolean changesRows,
    List<String> passedOver,
    List<String> noted,
    Optional<String> refusal,
    int refusedAt) {
  public SchemaScript {
    consequences = List.copyOf(consequences);
    passedOver = List.copyOf(passedOver);
    noted = List.copyOf(noted);
  }

  static SchemaScript refused(String message, int position) {
    return new SchemaScript(List.of(), false, List.of(), List.of(), Optional.of(message), position);
  }
}
