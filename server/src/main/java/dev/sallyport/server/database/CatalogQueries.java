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

  CatalogQueries(Transaction transaction) {
    this.transaction = transaction;
  }

  @Override
  @SuppressWarnings("CompileTimeConstant") // Checked where it is called.
  public <T> List<T> rows(String sql, Function<CatalogRow, T> reader, Object... parameters) {
    List<@Nullable String> texts = new ArrayList<>(parameters.length);
    for (Object parameter : parameters) {
      texts.add(parameter instanceof Collection<?> list ? array(list) : parameter.toString());
    }
    List<T> answers = new ArrayList<>();
    for (List<@Nullable String> row : transaction.ask(sql, texts)) {
      answers.add(reader.apply(new TextRow(row)));
    }
    return answers;
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
    Baseline baseline = transaction.baseline();
    String state = baseline.currentRole() + " " + transaction.snapshot();
    boolean told = transaction.isReadOnly() && !baseline.standby();
    return told ? state : state + " #" + ONCE.incrementAndGet();
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
