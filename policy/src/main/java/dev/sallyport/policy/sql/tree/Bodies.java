package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.grammar.SyntaxError;

/**
 * Reads the code of functions and DO blocks, statement by statement where it is plain. What can't
 * be read is a {@code call}: nobody knows what it does.
 */
final class Bodies {
  /** A body can hold a statement with a body of its own; nobody needs more than a few of those. */
  private static final int DEPTH = 4;

  private final PostgresGrammar grammar;
  private final int depth;

  Bodies(PostgresGrammar grammar) {
    this(grammar, 0);
  }

  private Bodies(PostgresGrammar grammar, int depth) {
    this.grammar = grammar;
    this.depth = depth;
  }

  /** The effects of running a body, which stands in the statement that is walked. */
  Walked read(Walk walk, String language, String source) {
    Findings found = new Findings();
    found.reads();
    Bodies inner = new Bodies(grammar, depth + 1);
    try {
      if (depth >= DEPTH) {
        unreadable(found, language);
      } else if (language.equals("sql")) {
        inner.statements(found, source);
      } else if (language.equals("plpgsql")) {
        new PlpgsqlBody(inner, found).read(grammar.parsePlpgsql(walk.text()));
      } else {
        unreadable(found, language);
      }
    } catch (SyntaxError e) {
      unreadable(found, language);
    }
    return found.finish();
  }

  private static void unreadable(Findings found, String language) {
    found.add(EffectKind.CALL, ObjectKind.LANGUAGE, ObjectName.of(language));
  }

  /** The effects of every statement of a text. */
  void statements(Findings found, String sql) throws SyntaxError {
    for (TreeReader.Part part : TreeReader.parts(grammar.parse(sql), sql)) {
      found.addAll(TreeReader.walk(this, part));
    }
  }
}
