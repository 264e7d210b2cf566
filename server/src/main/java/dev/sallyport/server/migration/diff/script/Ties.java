package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What binds objects together after both exist, and what lets go before one of them is dropped:
 * partitions and heirs, indexes of partitions, owned sequences, replica identities.
 */
final class Ties {
  private Ties() {}

  static void add(
      Actions actions, Schema before, Schema after, @Nullable Fact was, @Nullable Fact is) {
    FactKind kind = is != null ? is.kind() : was != null ? was.kind() : FactKind.UNMODELLED;
    switch (kind) {
      case TABLE, FOREIGN_TABLE -> {
        boolean again = is != null && actions.fates().of(is.key()) == Fate.MADE_AGAIN;
        Fact same = again ? null : was;
        if (is != null && was != null && actions.fates().rebuilds().contains(is.key())) {
          leave(actions, was);
        }
        parents(actions, before, same, is);
        typed(actions, after, same, is);
        replicaIdentity(actions, after, same, is);
        catalogTable(actions, after, same, is);
      }
      case MATERIALIZED_VIEW -> replicaIdentity(actions, after, was, is);
      case INDEX -> index(actions, after, is);
      case SEQUENCE -> sequence(actions, after, was, is);
      default -> {
        // Stands alone.
      }
    }
  }

  private static void parents(
      Actions actions, Schema before, @Nullable Fact was, @Nullable Fact is) {
    if (is == null) {
      if (was != null) {
        letGo(actions, before, was);
      }
      return;
    }
    FactKey key = is.key();
    String child = Sql.qualified(key);
    List<String> old = was == null ? List.of() : was.texts("parents");
    String oldBound = was == null ? null : was.text("bound");
    boolean parted = !Objects.equals(oldBound, is.text("bound"));
    boolean made = was == null && is.text("bound") == null;
    for (String parent : old) {
      if (parted || !is.texts("parents").contains(parent) || isAnew(actions, before, parent)) {
        actions.action(Step.RELEASE, key).add(leaving(is, oldBound != null, parent));
      }
    }
    for (String parent : is.texts("parents")) {
      if (!made && (parted || !old.contains(parent) || isAnew(actions, before, parent))) {
        actions
            .action(Step.TIE, key)
            .add(
                is.text("bound") == null
                    ? "ALTER TABLE " + child + " INHERIT " + parent
                    : "ALTER TABLE "
                        + parent
                        + " ATTACH PARTITION "
                        + child
                        + " "
                        + is.text("bound"));
      }
    }
  }

  private static boolean isAnew(Actions actions, Schema before, String parent) {
    FactKey key = before.relation(parent);
    return key != null && actions.fates().rebuilds().contains(key);
  }

  /** What is made anew belongs to nothing while it makes room. */
  private static void leave(Actions actions, Fact was) {
    was.texts("parents")
        .forEach(
            parent ->
                actions
                    .action(Step.RELEASE, was.key())
                    .add(leaving(was, was.text("bound") != null, parent)));
  }

  private static String leaving(Fact child, boolean part, String parent) {
    String name = Sql.qualified(child.key());
    return part
        ? "ALTER TABLE " + parent + " DETACH PARTITION " + name
        : "ALTER TABLE " + name + " NO INHERIT " + parent;
  }

  /** A table of a type has no columns of its own to change: it stands alone meanwhile. */
  private static void typed(Actions actions, Schema after, @Nullable Fact was, @Nullable Fact is) {
    if (was == null || is == null) {
      return;
    }
    String old = was.text("ofType");
    String type = is.text("ofType");
    boolean changes =
        !Objects.equals(old, type)
            || after.facts().needsOf(is.key()).stream()
                .anyMatch(
                    key ->
                        key.kind() == FactKind.COMPOSITE_TYPE
                            && actions.fates().of(key) == Fate.CHANGED);
    String alter = "ALTER TABLE " + Sql.qualified(is.key());
    if (old != null && changes) {
      actions.action(Step.RELEASE, is.key()).add(alter + " NOT OF");
    }
    if (type != null && changes) {
      actions.action(Step.TIE, is.key()).add(alter + " OF " + type);
    }
  }

  /** A part of a table that foreign keys refer to can't be dropped before it is on its own. */
  private static void letGo(Actions actions, Schema before, Fact was) {
    if (was.text("bound") == null || actions.fates().rebuilds().withRowsOf(was.key()) != null) {
      return;
    }
    for (FactKey parent : before.parents(was)) {
      Fact whole = before.find(parent);
      if (whole != null
          && actions.fates().of(parent) != Fate.DROPPED
          && !before.referencesTo(whole).isEmpty()) {
        actions
            .action(Step.RELEASE, was.key())
            .add(
                "ALTER TABLE "
                    + Sql.qualified(parent)
                    + " DETACH PARTITION "
                    + Sql.qualified(was.key()));
      }
    }
  }

  private static void replicaIdentity(
      Actions actions, Schema after, @Nullable Fact was, @Nullable Fact is) {
    if (is == null) {
      return;
    }
    String old = was == null ? null : was.text("replicaIdentity");
    String identity = is.text("replicaIdentity");
    boolean again = identity != null && identity.startsWith("USING") && remakes(actions, after, is);
    if (!Objects.equals(old, identity) || again) {
      Action action = actions.action(Step.TIE, is.key());
      action.add(
          "ALTER TABLE ONLY "
              + Sql.qualified(is.key())
              + " REPLICA IDENTITY "
              + (identity == null ? "DEFAULT" : identity));
    }
  }

  /** PostgreSQL rewrites no table that is used as a catalog: it is none meanwhile. */
  private static void catalogTable(
      Actions actions, Schema after, @Nullable Fact was, @Nullable Fact is) {
    String option = "user_catalog_table";
    if (was == null || is == null || !Sql.optionNames(was.texts("options")).contains(option)) {
      return;
    }
    boolean rewritten =
        was.is("unlogged") != is.is("unlogged")
            || after.columns(is.key()).stream()
                .anyMatch(column -> actions.fates().of(column.key()) != Fate.KEPT);
    if (rewritten) {
      String alter = "ALTER TABLE " + Sql.qualified(is.key());
      actions.action(Step.RELEASE, is.key()).add(alter + " RESET (" + option + ")");
      List<String> names = Sql.optionNames(is.texts("options"));
      if (names.contains(option)) {
        Action tie = actions.action(Step.TIE, is.key());
        tie.add(alter + " RESET (" + String.join(", ", names) + ")");
        tie.add(alter + " SET (" + Sql.parameters(is.texts("options")) + ")");
      }
    }
  }

  private static boolean remakes(Actions actions, Schema after, Fact table) {
    return after.indexes(table.key()).stream()
        .anyMatch(index -> actions.fates().of(index.key()) != Fate.KEPT);
  }

  private static void index(Actions actions, Schema after, @Nullable Fact is) {
    FactKey parent =
        is == null || is.text("parent") == null ? null : after.relation(is.textOf("parent"));
    if (is == null || parent == null) {
      return;
    }
    FactKey table = FactKey.of(FactKind.TABLE, is.key().schema(), is.textOf("table"));
    boolean moves =
        actions.fates().of(is.key()) != Fate.KEPT
            || actions.fates().of(parent) != Fate.KEPT
            || actions.find(Step.TIE, table) != null;
    if (moves) {
      actions
          .action(Step.TIE, is.key())
          .add(
              "ALTER INDEX "
                  + Sql.qualified(parent)
                  + " ATTACH PARTITION "
                  + Sql.qualified(is.key()));
    }
  }

  private static void sequence(
      Actions actions, Schema after, @Nullable Fact was, @Nullable Fact is) {
    if (is == null) {
      return;
    }
    String old = was == null ? null : was.text("ownedBy");
    String owner = is.text("ownedBy");
    boolean changes = !Objects.equals(old, owner);
    String alter = "ALTER SEQUENCE " + Sql.qualified(is.key()) + " OWNED BY ";
    if (old != null && (changes || actions.fates().isReleased(is.key()))) {
      actions.action(Step.RELEASE, is.key()).add(alter + "NONE");
    }
    if (owner != null && (changes || actions.fates().isReleased(is.key()))) {
      Action tie = actions.action(Step.TIE, is.key());
      String role = ownerOfTable(after, owner);
      if (role != null && !role.equals(was == null ? null : was.text("owner"))) {
        // PostgreSQL ties a sequence only to a table of the same owner.
        tie.add("ALTER SEQUENCE " + Sql.qualified(is.key()) + " OWNER TO " + Sql.name(role));
      }
      tie.add(alter + owner);
    }
  }

  private static @Nullable String ownerOfTable(Schema after, String column) {
    List<String> names = Sql.parts(column);
    FactKey key = names.size() < 3 ? null : after.relation(names.get(0), names.get(1));
    Fact table = key == null ? null : after.find(key);
    return table == null ? null : table.text("owner");
  }

  /** The columns that a tie is about, so that it comes after they exist. */
  static List<FactKey> needs(Schema after, Fact fact) {
    List<FactKey> needs = new ArrayList<>();
    if (fact.kind() == FactKind.SEQUENCE && fact.text("ownedBy") != null) {
      List<String> names = Sql.parts(fact.textOf("ownedBy"));
      needs.add(
          FactKey.part(FactKind.COLUMN, names.get(0), names.get(1), names.get(names.size() - 1)));
    }
    if (fact.kind() == FactKind.PUBLICATION) {
      for (String written : fact.map("tables").keySet()) {
        FactKey table = after.relation(written);
        if (table != null) {
          needs.add(table);
        }
      }
    }
    if (fact.text("parent") != null) {
      FactKey parent = after.relation(fact.textOf("parent"));
      if (parent != null) {
        needs.add(parent);
      }
    }
    for (String written : fact.texts("parents")) {
      FactKey parent = after.relation(written);
      if (parent != null) {
        needs.add(parent);
        after.columns(parent).forEach(column -> needs.add(column.key()));
        after.parts(FactKind.CONSTRAINT, parent).stream()
            .filter(constraint -> constraint.textOf("type").equals("CHECK"))
            .forEach(constraint -> needs.add(constraint.key()));
      }
    }
    return needs;
  }
}
