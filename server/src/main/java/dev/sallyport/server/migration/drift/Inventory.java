package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.Ignored;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.Map;
import java.util.TreeMap;

/**
 * The things of one side, by what they are called when compared. Keys and indexes go by what they
 * are made of: another name is no drift.
 *
 * @param told what a Prisma schema has words for
 * @param untold everything else
 */
record Inventory(Map<String, Item> told, Map<String, Item> untold) {

  static Inventory of(SchemaFacts facts) {
    Map<String, Item> told = new TreeMap<>();
    Map<String, Item> untold = new TreeMap<>();
    for (Fact fact : facts.without(Ignored.BOOKS).all()) {
      place(fact, facts, told, untold);
    }
    return new Inventory(told, untold);
  }

  private static void place(
      Fact fact, SchemaFacts facts, Map<String, Item> told, Map<String, Item> untold) {
    String schema = fact.key().schema();
    String of = schema + "." + fact.key().of();
    switch (fact.kind()) {
      case TABLE -> add(told, "table " + schema + "." + fact.key().name(), fact, "", "");
      case ENUM ->
          add(
              told,
              "enum " + schema + "." + fact.key().name(),
              fact,
              "",
              String.join("\n", fact.texts("labels").stream().sorted().toList()));
      case COLUMN -> {
        if (!fact.is("view")) {
          add(told, "column " + of + "." + fact.key().name(), fact, of, Form.ofColumn(fact));
        }
      }
      case INDEX -> {
        String table = schema + "." + fact.textOf("table");
        if (!isOfOtherConstraint(fact, table, facts)) {
          add(told, "index " + table + " " + Form.ofIndex(fact), fact, table, "");
        }
      }
      case CONSTRAINT -> constraint(fact, of, told, untold);
      case SEQUENCE -> {
        if (fact.text("ownedBy") == null) {
          add(untold, fact.key().words(), fact, "", "");
        }
      }
      case SCHEMA -> {
        if (!fact.key().name().equals("public")) {
          add(untold, fact.key().words(), fact, "", "");
        }
      }
      case EXTENSION -> untold.put(fact.key().words(), new Item(fact, "", "", ""));
      case DEFAULT_PRIVILEGES -> {
        // Who may do what is no part of a migration's replay.
      }
      default -> add(untold, fact.key().words(), fact, fact.kind().isPart() ? of : "", "");
    }
  }

  /** The index of a primary key or an exclusion goes with its constraint. */
  private static boolean isOfOtherConstraint(Fact index, String table, SchemaFacts facts) {
    String constraint = index.text("constraint");
    if (constraint == null) {
      return false;
    }
    Fact found =
        facts.find(
            dev.sallyport.server.catalog.facts.FactKey.part(
                FactKind.CONSTRAINT, index.key().schema(), index.textOf("table"), constraint));
    return found == null || !found.textOf("type").equals("UNIQUE");
  }

  private static void constraint(
      Fact fact, String of, Map<String, Item> told, Map<String, Item> untold) {
    switch (fact.textOf("type")) {
      case "PRIMARY KEY" -> add(told, "primary key " + of, fact, of, Form.ofKey(fact));
      case "FOREIGN KEY" -> add(told, "foreign key " + of + " " + Form.ofKey(fact), fact, of, "");
      case "UNIQUE" -> {
        // Its index says the same, and is what Prisma would make.
      }
      default -> add(untold, fact.key().words(), fact, of, "");
    }
  }

  private static void add(
      Map<String, Item> items, String key, Fact fact, String table, String loose) {
    boolean byStructure = key.startsWith("index ") || key.startsWith("foreign key ");
    boolean unsound = fact.is("invalid") || fact.is("notValid");
    String strict = byStructure ? (unsound ? "unsound" : "") : strictForm(fact);
    String free = key;
    for (int copy = 2; items.containsKey(free); copy++) {
      free = key + " #" + copy;
    }
    items.put(free, new Item(fact, table, strict, loose));
  }

  private static String strictForm(Fact fact) {
    return switch (fact.kind()) {
      case CONSTRAINT -> fact.textOf("definition");
      // Sequences behind columns have names of their own.
      case COLUMN ->
          fact.textOf("default").startsWith("nextval(") ? Form.ofColumn(fact) : Form.strict(fact);
      default -> Form.strict(fact);
    };
  }
}
