package dev.sallyport.server.database;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.List;
import java.util.function.Function;

/**
 * A transaction in which constant SQL of ours asks for facts. The compiler refuses SQL that is not
 * a constant; names and values are bound.
 */
public interface CatalogSession {

  /**
   * The rows of one query.
   *
   * @param parameters bound to {@code $1}, {@code $2}, …: {@code String}, {@code Long}, {@code
   *     Integer}, {@code Boolean} or a {@code Collection} of strings, which becomes {@code text[]}
   * @throws DatabaseException where the query can't be answered
   */
  <T> List<T> rows(
      @CompileTimeConstant String sql, Function<CatalogRow, T> reader, Object... parameters);

  /** PostgreSQL's version, such as 170004. */
  int serverVersion();

  /** The schemas in which the request's unqualified names are looked up, after pg_catalog. */
  List<String> searchPath();

  /**
   * The state of the database this transaction sees: while two sessions give the same one, nothing
   * was committed between them. Never the same twice where the server can't tell.
   */
  String snapshot();

  /** The same session, which looks first whether a question was answered at this very state. */
  CatalogSession remembering(RecentAnswers answers);
}
