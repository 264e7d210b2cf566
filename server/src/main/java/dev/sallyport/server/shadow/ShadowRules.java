package dev.sallyport.server.shadow;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements may run on a shadow. By allow-list of effect kinds: what leads out of the
 * database, to files, programs, hosts, roles or other databases, is refused, and so is what is not
 * understood.
 */
final class ShadowRules {
  /**
   * Extensions of PostgreSQL and of its neighbours that stay inside their database, though only a
   * superuser may make them. The others are PostgreSQL's own to judge: it lets an owner make those
   * that it trusts.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "amcheck",
          "bloom",
          "btree_gin",
          "btree_gist",
          "citext",
          "cube",
          "dict_int",
          "earthdistance",
          "fuzzystrmatch",
          "hstore",
          "intarray",
          "isn",
          "lo",
          "ltree",
          "moddatetime",
          "pg_stat_statements",
          "pg_trgm",
          "pgcrypto",
          "pgstattuple",
          "pgvector",
          "postgis",
          "postgis_topology",
          "seg",
          "tablefunc",
          "tsm_system_rows",
          "tsm_system_time",
          "unaccent",
          "uuid-ossp",
          "vector");

  /** Extensions that reach files, programs or hosts. */
  private static final Set<String> WAYS_OUT =
      Set.of(
          "adminpack",
          "dblink",
          "file_fdw",
          "http",
          "mysql_fdw",
          "oracle_fdw",
          "pg_cron",
          "pg_net",
          "plperlu",
          "plpython3u",
          "plsh",
          "pltclu",
          "postgres_fdw",
          "redis_fdw",
          "tds_fdw");

  private ShadowRules() {}

  /** Why a statement may not run on a shadow; empty where it may. */
  static Optional<String> refusal(Statement statement) {
    return statement.effects().stream()
        .map(ShadowRules::refusal)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> refusal(Effect effect) {
    return switch (effect.kind()) {
      case SERVER_FILE -> Optional.of("it reaches files of the server");
      case SERVER_PROGRAM -> Optional.of("it runs programs or machine code on the server");
      case NETWORK -> Optional.of("it reaches another host or database");
      case ADMIN -> Optional.of(administration(effect));
      case UNKNOWN -> Optional.of("it is not understood");
      case CREATE -> creation(effect);
      case READ,
          INSERT,
          UPDATE,
          DELETE,
          TRUNCATE,
          ALTER,
          DROP,
          GRANT,
          CALL,
          LOCK,
          SESSION,
          TRANSACTION,
          MAINTENANCE ->
          Optional.empty();
    };
  }

  private static String administration(Effect effect) {
    return switch (effect.objectKind()) {
      case ROLE -> "it is about roles, which a whole server shares";
      case DATABASE -> "it is about a database as a whole";
      case TABLESPACE -> "it is about tablespaces, which a whole server shares";
      case EVENT_TRIGGER -> "it makes an event trigger, which only a superuser may";
      default -> "it administers the server";
    };
  }

  private static Optional<String> creation(Effect effect) {
    boolean out =
        effect.objectKind() == ObjectKind.EXTENSION && WAYS_OUT.contains(effect.object().name());
    if (out || effect.objectKind() == ObjectKind.LANGUAGE) {
      return Optional.of(
          "`" + effect.object().name() + "` reaches files, programs or hosts of the server");
    }
    return Optional.empty();
  }

  /** Whether our administrator may make an extension that the script's role may not. */
  static boolean isHarmless(String extension) {
    return HARMLESS.contains(extension);
  }

  /** Whether a statement does nothing but make one harmless extension. */
  static boolean makesHarmlessExtension(Statement statement) {
    return statement.effects().stream()
        .allMatch(
            effect ->
                effect.objectKind() == ObjectKind.EXTENSION && isHarmless(effect.object().name()));
  }

  /** Whether a statement may give an object another owner. */
  static boolean mayHandOver(Statement statement) {
    return statement.has(EffectKind.ALTER) && statement.has(EffectKind.GRANT);
  }
}
