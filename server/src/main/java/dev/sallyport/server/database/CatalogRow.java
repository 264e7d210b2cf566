package dev.sallyport.server.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a catalog query. Columns are counted from 1, as PostgreSQL counts them. */
public interface CatalogRow {

  /** The text of a column that is never null. */
  String text(int column);

  /** The text of a column, or null. */
  @Nullable String textOrNull(int column);

  /** A whole number; 0 for NULL. */
  long number(int column);

  /** A truth value; false for NULL. */
  boolean flag(int column);

  /** The elements of a {@code text[]}; empty for NULL. */
  List<String> texts(int column);
}
