package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that a text makes itself, statement after statement. What a foreign key or a partition
 * does to one of them is part of making it, and not told as a change of a table of somebody's.
 */
final class OwnTables {
  /** After others, a name may stand for another table: a new search_path, a renaming, a DROP. */
  private static final Set<String> NAMES_STAY =
      Set.of(
          "CreateStmt",
          "AlterTableStmt",
          "IndexStmt",
          "CreateSeqStmt",
          "CreateEnumStmt",
          "AlterEnumStmt",
          "CreateSchemaStmt",
          "CommentStmt");

  private final Set<ObjectName> made = new HashSet<>();

  /** What the text's next statement does, to its own tables and to others. */
  Walked next(Node statement, Walked walked) {
    if (!NAMES_STAY.contains(statement.type())) {
      made.clear();
      return walked;
    }
    Set<ObjectName> own = new HashSet<>(made);
    List<Effect> effects = walked.effects();
    effects.stream().filter(OwnTables::isOfTable).map(Effect::object).forEach(own::add);
    if (isSureToMake(statement)) {
      effects.stream()
          .filter(effect -> effect.kind() == EffectKind.CREATE && isOfTable(effect))
          .forEach(effect -> made.add(effect.object()));
    }
    return own.isEmpty() ? walked : without(own, walked);
  }

  /** Made or changed by the statement itself. */
  private static boolean isOfTable(Effect effect) {
    return effect.objectKind() == ObjectKind.TABLE
        && (effect.kind() == EffectKind.CREATE || effect.kind() == EffectKind.ALTER)
        && !effect.has(Qualifier.IMPLICIT);
  }

  /** With IF NOT EXISTS it may be a table that was there. */
  private static boolean isSureToMake(Node statement) {
    return statement.peekValue("if_not_exists") == null;
  }

  private static Walked without(Set<ObjectName> own, Walked walked) {
    List<Effect> effects = new ArrayList<>(walked.effects());
    boolean fewer =
        effects.removeIf(
            effect ->
                effect.kind() == EffectKind.ALTER
                    && effect.objectKind() == ObjectKind.TABLE
                    && effect.has(Qualifier.IMPLICIT)
                    && own.contains(effect.object()));
    if (!fewer) {
      return walked;
    }
    Set<Reference> references = new LinkedHashSet<>(walked.references());
    references.removeIf(
        each -> each instanceof Reference.Referenced to && own.contains(to.relation()));
    return new Walked(effects, references);
  }
}
