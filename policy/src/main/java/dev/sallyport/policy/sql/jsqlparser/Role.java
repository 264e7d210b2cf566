package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.EffectKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it means that a table's name stands in a certain field of JSqlParser's tree. */
enum Role {
  READ(EffectKind.READ),
  INSERT(EffectKind.INSERT),
  UPDATE(EffectKind.UPDATE),
  DELETE(EffectKind.DELETE),
  TRUNCATE(EffectKind.TRUNCATE),
  CREATE(EffectKind.CREATE),
  LOCK(EffectKind.LOCK),
  /** The name is mentioned; what the statement does to it follows from the statement's kind. */
  NAMED(null);

  private static final Map<String, Role> BY_SLOT =
      Map.ofEntries(
          Map.entry("PlainSelect.fromItem", READ),
          Map.entry("Join.fromItem", READ),
          Map.entry("ParenthesedFromItem.fromItem", READ),
          Map.entry("TableStatement.table", READ),
          Map.entry("Update.fromItem", READ),
          Map.entry("Delete.usingFromItemList", READ),
          Map.entry("Merge.fromItem", READ),
          Map.entry("Merge.table", NAMED),
          Map.entry("Insert.table", INSERT),
          Map.entry("Update.table", UPDATE),
          Map.entry("Delete.table", DELETE),
          Map.entry("Truncate.table", TRUNCATE),
          Map.entry("Truncate.tables", TRUNCATE),
          Map.entry("PlainSelect.intoTables", CREATE),
          Map.entry("LockStatement.table", LOCK),
          Map.entry("Select.forUpdateTables", NAMED),
          Map.entry("AllTableColumns.table", NAMED),
          Map.entry("Column.table", NAMED),
          Map.entry("Alter.table", NAMED),
          Map.entry("AlterExpressionPartition.partitionTable", NAMED),
          Map.entry("AlterView.view", NAMED),
          Map.entry("Analyze.tables", NAMED),
          Map.entry("CheckConstraint.table", NAMED),
          Map.entry("Comment.table", NAMED),
          Map.entry("Comment.view", NAMED),
          Map.entry("CreateIndex.table", NAMED),
          Map.entry("CreatePolicy.table", NAMED),
          Map.entry("CreateTable.table", NAMED),
          Map.entry("CreateTable.likeTable", NAMED),
          Map.entry("CreateTable.partitionOf", NAMED),
          Map.entry("CreateTrigger.table", NAMED),
          Map.entry("CreateTrigger.trigger", NAMED),
          Map.entry("CreateTrigger.referencedTable", NAMED),
          Map.entry("CreateView.view", NAMED),
          Map.entry("Drop.names", NAMED),
          Map.entry("ForeignKeyIndex.table", NAMED),
          Map.entry("ForeignKeyReference.table", NAMED),
          Map.entry("LikeClause.table", NAMED),
          Map.entry("PublicationTable.table", NAMED),
          Map.entry("RefreshMaterializedViewStatement.view", NAMED));

  private final @Nullable EffectKind effect;

  Role(@Nullable EffectKind effect) {
    this.effect = effect;
  }

  /** What is done to the table; null where the name alone does not say. */
  @Nullable EffectKind effect() {
    return effect;
  }

  /** The role of a table in that field; null where no table was expected there. */
  static @Nullable Role in(String slot) {
    return BY_SLOT.get(slot);
  }
}
