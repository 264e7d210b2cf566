package dev.sallyport.policy.sql.grammar;

/**
 * The parse tree of a text: every statement in it, as PostgreSQL's grammar reads them.
 *
 * <p>Kept as libpg_query's JSON document, {@code {"version":…,"stmts":[{"stmt":{"SelectStmt":{…}},
 * "stmt_location":…,"stmt_len":…},…]}}. A field that has its type's zero value is left out; a child
 * whose field can hold any node is wrapped in an object of one member named after its type. The
 * document nests at most {@link #DEPTH} levels deep.
 */
public final class ParseTree {
  /** Most levels of objects and lists in a document: a reader may recurse on an ordinary stack. */
  public static final int DEPTH = 2_000;

  private final Utf8Text text;
  private final String json;

  ParseTree(Utf8Text text, String json) {
    this.text = text;
    this.json = json;
  }

  /** The document. */
  public String json() {
    return json;
  }

  /**
   * The UTF-16 offset of a place in the text that the document names: its offsets and lengths count
   * UTF-8 bytes. A place beyond the text is the text's end.
   */
  public int offset(int utf8) {
    return text.utf16(utf8);
  }
}
