package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.migration.project.HistoryMode;
import dev.sallyport.server.migration.proposal.ProposalRequest.Kept;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which pattern a migration belongs to: what schema.prisma can express goes into a directory of
 * Prisma's, all else into a numbered file that is applied by hand.
 */
final class DecisionGuide {
  /**
   * A choice.
   *
   * @param reason one sentence
   */
  record Choice(Kept pattern, String reason) {}

  private static final Pattern SPECIAL_INDEX =
      Pattern.compile(
          "(?is)^CREATE\\s+(UNIQUE\\s+)?INDEX\\b.*(\\bWHERE\\b|\\bCONCURRENTLY\\b|\\bINCLUDE\\b"
              + "|\\(\\s*\\(|[\\w\u0001]+\\s*\\(|_ops\\b|\\bUSING\\s+(?!btree\\b))");
  private static final Pattern INDEX = Pattern.compile("(?is)^CREATE\\s+(UNIQUE\\s+)?INDEX\\b");
  private static final Pattern COLUMNS_OF_INDEX =
      Pattern.compile(
          "(?is)^(CREATE\\s+(?:UNIQUE\\s+)?INDEX.*?\\bON\\s+(?:ONLY\\s+)?[\\w.\u0001]+)\\s*");
  private static final Pattern CHECK = Pattern.compile("(?is)\\b(CHECK|EXCLUDE)\\s*\\(");
  private static final Pattern ROW_SECURITY =
      Pattern.compile("(?is)\\bROW\\s+LEVEL\\s+SECURITY\\b");
  private static final Pattern ENUM = Pattern.compile("(?is)^(CREATE\\s+TYPE\\b|ALTER\\s+TYPE\\b)");
  private static final Pattern NOT_VALID =
      Pattern.compile("(?is)\\b(NOT\\s+VALID|VALIDATE\\s+CONSTRAINT)\\b");

  private DecisionGuide() {}

  /** The choice for these statements. */
  static Choice decide(List<Statement> statements, HistoryMode mode, Optional<Kept> asked) {
    Optional<String> beyond =
        statements.stream().flatMap(statement -> beyondPrisma(statement).stream()).findFirst();
    if (mode == HistoryMode.PRISMA_ONLY) {
      return new Choice(
          Kept.PRISMA,
          "this project keeps every migration in a directory of Prisma's"
              + beyond.map(what -> ", though it holds " + what).orElse(""));
    }
    Kept guided = beyond.isPresent() ? Kept.MANUAL : Kept.PRISMA;
    String reason =
        beyond
            .map(what -> "it holds " + what + ", which schema.prisma can't express, or only poorly")
            .orElse("schema.prisma can express all of it");
    if (asked.isPresent() && asked.get() != guided) {
      return new Choice(
          asked.get(),
          "you asked for `"
              + asked.get().label()
              + "`; the guide would say `"
              + guided.label()
              + "`, since "
              + reason);
    }
    return new Choice(guided, reason);
  }

  private static Optional<String> beyondPrisma(Statement statement) {
    MaskedSql masked = MaskedSql.of(statement.text());
    String sql = masked.text().substring(masked.start());
    if (ENUM.matcher(sql).find()) {
      return Optional.of("an enum type or value");
    }
    if (INDEX.matcher(sql).find()) {
      String columns = COLUMNS_OF_INDEX.matcher(sql).replaceFirst("CREATE INDEX ");
      return SPECIAL_INDEX.matcher(columns).find() || sql.matches("(?is).*\\bCONCURRENTLY\\b.*")
          ? Optional.of("an index of a special kind")
          : Optional.empty();
    }
    if (ROW_SECURITY.matcher(sql).find()) {
      return Optional.of("row-level security");
    }
    if (CHECK.matcher(sql).find()) {
      return Optional.of("a check or exclusion constraint");
    }
    if (NOT_VALID.matcher(sql).find()) {
      return Optional.of("a constraint in two steps");
    }
    return statement.effects().stream().flatMap(effect -> object(effect).stream()).findFirst();
  }

  private static Optional<String> object(Effect effect) {
    boolean rows =
        effect.kind() == EffectKind.INSERT
            || effect.kind() == EffectKind.UPDATE
            || effect.kind() == EffectKind.DELETE
            || effect.kind() == EffectKind.TRUNCATE;
    if (rows) {
      return Optional.of("a change of rows");
    }
    if (effect.kind() == EffectKind.CALL) {
      return Optional.of("a block or a call");
    }
    if (effect.kind() == EffectKind.READ) {
      return Optional.empty();
    }
    return switch (effect.objectKind()) {
      case EXTENSION -> Optional.of("an extension");
      case POLICY -> Optional.of("a row-level security policy");
      case TRIGGER, RULE, EVENT_TRIGGER -> Optional.of("a trigger or rule");
      case FUNCTION, PROCEDURE, AGGREGATE -> Optional.of("a function");
      case VIEW, MATERIALIZED_VIEW -> Optional.of("a view");
      case DOMAIN, OPERATOR, CAST, COLLATION, STATISTICS, TEXT_SEARCH ->
          Optional.of("an object of a kind that Prisma has not");
      case NONE,
          TABLE,
          FOREIGN_TABLE,
          COLUMN,
          CONSTRAINT,
          INDEX,
          SEQUENCE,
          SCHEMA,
          DATABASE,
          TABLESPACE,
          TYPE,
          ROLE,
          LANGUAGE,
          SERVER,
          USER_MAPPING,
          FOREIGN_DATA_WRAPPER,
          PUBLICATION,
          SUBSCRIPTION,
          ACCESS_METHOD,
          LARGE_OBJECT,
          SETTING,
          COMMENT,
          SESSION,
          OTHER ->
          Optional.empty();
    };
  }
}
