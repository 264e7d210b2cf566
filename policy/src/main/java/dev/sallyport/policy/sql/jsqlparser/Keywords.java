package dev.sallyport.policy.sql.jsqlparser;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Expressions of PostgreSQL's grammar that JSqlParser takes for calls of functions. Written without
 * quotes and schema, none of them can be anybody's function.
 */
final class Keywords {
  private static final Set<String> EXPRESSIONS =
      Set.of(
          """
          all any array cast coalesce collation current_schema current_time
          current_timestamp current_user cube exists extract greatest
          grouping in json json_array json_arrayagg json_exists json_object json_objectagg json_query
          json_scalar json_serialize json_table json_value least localtime localtimestamp merge_action normalize not nullif
          overlay position rollup row session_user some substring treat trim user values xmlattributes
          xmlconcat xmlelement xmlexists xmlforest xmlparse xmlpi xmlroot xmlserialize xmltable
          """
              .strip()
              .split("\\s+"));

  private Keywords() {}

  static boolean isExpression(List<String> parts) {
    return parts.size() == 1 && EXPRESSIONS.contains(parts.get(0).toLowerCase(Locale.ROOT));
  }
}
