package dev.sallyport.server.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for facts inside a request's transaction. */
final class CatalogQueries implements CatalogSession {
  private static final AtomicLong ONCE = new AtomicLong();

  private final Transaction transaction;
  private final @Nullable RecentAnswers recent;

  CatalogQueries(Transaction transaction) {
    this(transaction, null);
  }

  private CatalogQueries(Transaction transaction, @Nullable RecentAnswers recent) {
    this.transaction = transaction;
    this.recent = recent;
  }

  @Override
  public CatalogSession remembering(RecentAnswers answers) {
    return tellsState() ? new CatalogQueries(transaction, answers) : this;
  }

  @Override
  @SuppressWarnings("CompileTimeConstant") // Checked where it is called.
  public <T> List<T> rows(String sql, Function<CatalogRow, T> reader, Object... parameters) {
    List<@Nullable String> texts = new ArrayList<>(parameters.length);
    for (Object parameter : parameters) {
      texts.add(parameter instanceof Collection<?> list ? array(list) : parameter.toString());
    }
    List<T> answers = new ArrayList<>();
    for (List<@Nullable String> row : ask(sql, texts)) {
      answers.add(reader.apply(new TextRow(row)));
    }
    return answers;
  }

  private List<List<@Nullable String>> ask(String sql, List<@Nullable String> parameters) {
    if (recent == null) {
      return transaction.ask(sql, parameters);
    }
    RecentAnswers.Question question = new RecentAnswers.Question(snapshot(), sql, parameters);
    List<List<@Nullable String>> rows = recent.get(question);
    if (rows == null) {
      rows = transaction.ask(sql, parameters);
      recent.put(question, rows);
    }
    return rows;
  }

  private static String array(Collection<?> elements) {
    StringBuilder text = new StringBuilder("{");
    for (Object element : elements) {
      String quoted = element.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      text.append(text.length() > 1 ? "," : "").append('"').append(quoted).append('"');
    }
    return text.append('}').toString();
  }

  @Override
  public int serverVersion() {
    return transaction.baseline().serverVersion();
  }

  @Override
  public List<String> searchPath() {
    return transaction.baseline().searchPath().schemas();
  }

  /**
   * A standby's snapshots don't list what is in progress, and a writing transaction sees its own
   * changes besides, so there each is a state of its own. Roles see different things.
   */
  @Override
  public String snapshot() {
    String state = transaction.baseline().currentRole() + " " + transaction.snapshot();
    return tellsState() ? state : state + " #" + ONCE.incrementAndGet();
  }

  private boolean tellsState() {
    return transaction.isReadOnly() && !transaction.baseline().standby();
  }

  private record TextRow(List<@Nullable String> values) implements CatalogRow {
    @Override
    public String text(int column) {
      String value = values.get(column - 1);
      if (value == null) {
        throw new IllegalStateException("column " + column + " is null");
      }
      return value;
    }

    @Override
    public @Nullable String textOrNull(int column) {
      return values.get(column - 1);
    }

    @Override
    public long number(int column) {
      String value = values.get(column - 1);
      return value == null ? 0 : Long.parseLong(value);
    }

    @Override
    public boolean flag(int column) {
      return "t".equals(values.get(column - 1));
    }

    @Override
    public List<String> texts(int column) {
      String value = values.get(column - 1);
      List<String> texts = new ArrayList<>();
      if (value != null) {
        for (Object element : new ArrayText(value, ',').read()) {
          texts.add(String.valueOf(element));
        }
      }
      return texts;
    }
  }
}
