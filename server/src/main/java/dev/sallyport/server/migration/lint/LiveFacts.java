package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TypeReference;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.migration.lint.state.ColumnState;
import dev.sallyport.server.migration.lint.state.ConstraintState;
import dev.sallyport.server.migration.lint.state.IndexState;
import dev.sallyport.server.migration.lint.state.LintFacts;
import dev.sallyport.server.migration.lint.state.LintFacts.LiveTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a database knows that files don't say. Estimates only, and no lock that anybody could hold:
 * sizes are the planner's.
 */
public final class LiveFacts {
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, c.reltuples::bigint, c.relkind = 'p',
             (c.relpages + coalesce((SELECT sum(x.relpages) FROM pg_index i
                                     JOIN pg_class x ON x.oid = i.indexrelid
                                     WHERE i.indrelid = c.oid), 0))::bigint
               * current_setting('block_size')::bigint
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """;

  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname, tn.nspname, t.typname, a.atttypmod,
             t.typcategory = 'A', a.attnotnull
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace tn ON tn.oid = t.typnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      ORDER BY a.attnum
      """;

  private static final String INDEXES =
      """
      SELECT n.nspname, c.relname, x.relname, i.indisunique, i.indpred IS NOT NULL,
             array(SELECT coalesce(a.attname::text, '')
                   FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
                   LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                   WHERE k.place <= i.indnkeyatts ORDER BY k.place)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class x ON x.oid = i.indexrelid
      WHERE i.indisvalid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """;

  private static final String INVALID =
      """
      SELECT n.nspname, x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
      JOIN pg_namespace n ON n.oid = x.relnamespace
      WHERE NOT i.indisvalid AND x.relkind = 'i' AND n.nspname !~ '^pg_'
      """;

  private static final String CONSTRAINTS =
      """
      SELECT n.nspname, c.relname, k.conname, k.contype::text, k.convalidated,
             array(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS m(number, place)
                   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = m.number
                   ORDER BY m.place),
             CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
             fn.nspname, f.relname
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_class f ON f.oid = k.confrelid
      LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """;

  private static final String DOMAINS =
      """
      SELECT n.nspname, t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'd' AND n.nspname <> 'information_schema'
        AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint k WHERE k.contypid = t.oid))
      """;

  private static final String STEADY =
      """
      SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      GROUP BY 1, 2 HAVING bool_and(p.provolatile <> 'v')
      """;

  /** What was set for this role and database; a session's own settings are ours. */
  private static final String SETTINGS =
      """
      SELECT split_part(s.setting, '=', 1), substr(s.setting, strpos(s.setting, '=') + 1)
      FROM pg_db_role_setting d CROSS JOIN LATERAL unnest(d.setconfig) AS s(setting)
      WHERE d.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND d.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user))
      ORDER BY d.setrole, d.setdatabase
      """;

  private static final Pattern NOT_NULL =
      Pattern.compile("\\((?:\"((?:[^\"]|\"\")+)\"|([a-z_][a-z0-9_$]*)) IS NOT NULL\\)");

  private static final int HEADER = 4;

  private final Map<ObjectName, Map<String, ColumnState>> columns = new HashMap<>();
  private final Map<ObjectName, List<IndexState>> indexes = new HashMap<>();
  private final Map<ObjectName, List<ConstraintState>> constraints = new HashMap<>();

  private LiveFacts() {}

  /**
   * Asks the database.
   *
   * @param applied migrations that have run, by name
   * @param edited migrations that have run with other bytes than their file has
   */
  public static LintFacts read(CatalogSession session, Set<String> applied, Set<String> edited) {
    LiveFacts live = new LiveFacts();
    session.rows(COLUMNS, live::column);
    session.rows(INDEXES, live::index);
    session.rows(CONSTRAINTS, live::constraint);
    Map<ObjectName, LiveTable> tables = new HashMap<>();
    session.rows(TABLES, row -> tables.put(name(row), live.table(row)));
    Map<String, String> settings = new HashMap<>();
    session.rows(SETTINGS, row -> settings.put(row.text(1), row.text(2)));
    return new LintFacts(
        true,
        session.serverVersion(),
        settings.getOrDefault("TimeZone", ""),
        settings.getOrDefault("lock_timeout", "").replaceFirst("^0+$", ""),
        tables,
        new HashSet<>(session.rows(INVALID, LiveFacts::name)),
        new HashSet<>(session.rows(DOMAINS, LiveFacts::name)),
        new HashSet<>(session.rows(STEADY, LiveFacts::name)),
        applied,
        edited);
  }

  private static ObjectName name(CatalogRow row) {
    return ObjectName.of(row.text(1), row.text(2));
  }

  private LiveTable table(CatalogRow row) {
    ObjectName name = name(row);
    return new LiveTable(
        row.number(3),
        row.number(5),
        row.flag(4),
        columns.getOrDefault(name, Map.of()),
        indexes.getOrDefault(name, List.of()),
        constraints.getOrDefault(name, List.of()));
  }

  private boolean column(CatalogRow row) {
    boolean array = row.flag(7);
    String type = row.text(5);
    TypeReference reference =
        new TypeReference(
            ObjectName.of(row.text(4), array ? type.replaceFirst("^_", "") : type),
            modifiers(type, row.number(6)),
            array);
    columns
        .computeIfAbsent(name(row), table -> new LinkedHashMap<>())
        .put(row.text(3), new ColumnState(reference, row.flag(8), -1));
    return true;
  }

  /** As PostgreSQL packs them: a header and a length, or precision and scale side by side. */
  private static List<Integer> modifiers(String type, long packed) {
    if (packed < 0) {
      return List.of();
    }
    int modifier = (int) packed;
    return switch (type) {
      case "numeric" -> List.of((modifier - HEADER) >> 16 & 0xffff, modifier - HEADER & 0x7ff);
      case "varchar", "bpchar" -> List.of(modifier - HEADER);
      case "interval" ->
          (modifier & 0xffff) == 0xffff
              ? List.of(modifier >> 16 & 0x7fff)
              : List.of(modifier >> 16 & 0x7fff, modifier & 0xffff);
      default -> List.of(modifier);
    };
  }

  private boolean index(CatalogRow row) {
    List<String> plain = new ArrayList<>();
    for (String column : row.texts(6)) {
      if (column.isEmpty()) {
        break;
      }
      plain.add(column);
    }
    indexes
        .computeIfAbsent(name(row), table -> new ArrayList<>())
        .add(new IndexState(row.text(3), plain, row.flag(4), row.flag(5) || plain.isEmpty()));
    return true;
  }

  private boolean constraint(CatalogRow row) {
    @Nullable Kind kind =
        switch (row.text(4)) {
          case "p" -> Kind.PRIMARY_KEY;
          case "u" -> Kind.UNIQUE;
          case "f" -> Kind.FOREIGN_KEY;
          case "c" -> Kind.CHECK;
          case "x" -> Kind.EXCLUSION;
          case "n" -> Kind.NOT_NULL;
          default -> null;
        };
    if (kind == null) {
      return false;
    }
    List<String> keys = row.texts(6);
    @Nullable String referenced = row.textOrNull(9);
    constraints
        .computeIfAbsent(name(row), table -> new ArrayList<>())
        .add(
            new ConstraintState(
                row.text(3),
                kind,
                keys,
                row.flag(5),
                kind == Kind.NOT_NULL && !keys.isEmpty() ? keys.get(0) : proven(row.textOrNull(7)),
                referenced == null ? null : ObjectName.of(row.textOrNull(8), referenced)));
    return true;
  }

  /** The column that a check proves to hold no NULL, alone or first of several joined by AND. */
  private static @Nullable String proven(@Nullable String check) {
    if (check == null || check.contains(" OR ")) {
      return null;
    }
    Matcher matcher = NOT_NULL.matcher(check);
    if (!matcher.find()) {
      return null;
    }
    boolean whole = matcher.start() == 0 || check.startsWith("((") || check.contains(" AND ");
    String quoted = matcher.group(1);
    return whole ? (quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\"")) : null;
  }
}
