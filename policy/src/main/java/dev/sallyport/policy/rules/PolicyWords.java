package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.yaml.Shape.Choice;
import dev.sallyport.policy.rules.yaml.Shape.Text;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The words and forms of words that may stand as values in {@code policies.yaml}. */
final class PolicyWords {
  static final Text NAME =
      text("a name of lower-case letters, digits, `-` and `_`", "[a-z0-9][a-z0-9_-]{0,63}", "dba");
  static final Text PERSON = text("an approver's name", "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}", "dana");
  static final Text AGENT =
      text("an agent's name or pattern", "[A-Za-z0-9*?][A-Za-z0-9._@*?/-]{0,127}", "claude@*");
  static final Text HOST =
      text("a host name or pattern", "[A-Za-z0-9._*?:/-]{1,253}", "*.rds.amazonaws.com");
  static final Text DATABASE = text("a database's name or pattern", "\\S.{0,62}", "*_prod");
  static final Text ADDRESS =
      text("an address or a range of addresses", "[0-9a-fA-F.:]+(/[0-9]{1,3})?", "10.0.0.0/8");
  static final Text COMMENT =
      text("a pattern for the database's comment", "\\S.{0,199}", "*live data*");
  static final Text OBJECT =
      text("a decoded name or pattern without quotes", "[^\\s\"'`][^\"'`]{0,190}", "public.users");
  static final Text COLUMN =
      text("a column's decoded name or pattern", "[^\"'`.]{1,63}", "*_token");
  static final Text DURATION = text("a duration", "[1-9][0-9]{0,5}(ms|s|m|h|d)", "30m");
  static final Text BYTES =
      new Text("a size", Pattern.compile("[1-9][0-9]{0,9}(B|KiB|MiB)?"), "1MiB", true);
  static final Text HOURS =
      text(
          "hours of the day",
          "([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)",
          "09:00-17:00");
  static final Text DATES =
      text(
          "a date or a range of dates",
          "[0-9]{4}-[0-9]{2}-[0-9]{2}(\\.\\.[0-9]{4}-[0-9]{2}-[0-9]{2})?",
          "2026-12-20..2027-01-03");
  static final Text ZONE = text("a time zone", "[A-Za-z][A-Za-z0-9_+/-]{1,40}", "Europe/Berlin");

  /** What {@code require} can ask for. */
  static final List<String> REQUIREMENTS = List.of("dry-run", "ledger", "backup");

  /** What {@code powers} can ask about. */
  static final List<String> POWERS =
      List.of(
          "superuser",
          "database-owner",
          "schema-owner",
          "table-owner",
          "creates-roles",
          "creates-databases",
          "replication",
          "server-files",
          "server-programs",
          "bypasses-row-security",
          "signals-backends");

  static final Choice OPERATION =
      choice("an operation", labels(Operation.values(), Operation::label));
  static final Choice EFFECT = choice("an effect", labels(EffectKind.values(), EffectKind::label));
  static final Choice OBJECT_KIND =
      choice("a kind of object", labels(ObjectKind.values(), ObjectKind::label));
  static final Choice QUALIFIER =
      choice("a qualifier", labels(Qualifier.values(), Qualifier::label));
  static final Choice DECISION = choice("a decision", labels(Verdict.values(), Verdict::label));
  static final Choice REQUIREMENT = choice("a requirement", REQUIREMENTS);
  static final Choice POWER = choice("a power of a role", POWERS);
  static final Choice DAY =
      choice("a weekday", List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"));
  static final Choice GUARD = choice("how strict the guard is", List.of("strict", "quiet"));
  static final Choice BUILT_IN_ENVIRONMENT = choice("a built-in environment", Strictness.labels());

  private PolicyWords() {}

  private static Choice choice(String what, List<String> words) {
    return new Choice(what, words);
  }

  private static <T> List<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).toList();
  }

  private static Text text(String what, String pattern, String example) {
    return new Text(what, Pattern.compile(pattern), example, false);
  }
}
