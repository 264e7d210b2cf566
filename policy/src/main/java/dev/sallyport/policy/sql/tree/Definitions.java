package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types, domains, operators, casts, text search and whatever else extends the system. */
final class Definitions {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "DefineStmt" -> Definitions::define;
      case "CompositeTypeStmt" -> Definitions::composite;
      case "CreateEnumStmt" -> Definitions::enumeration;
      case "CreateRangeStmt" -> Definitions::range;
      case "AlterEnumStmt" -> Definitions::alterEnumeration;
      case "AlterTypeStmt" -> Definitions::alterType;
      case "CreateDomainStmt" -> Definitions::domain;
      case "AlterDomainStmt" -> Definitions::alterDomain;
      case "CreateCastStmt" -> Definitions::cast;
      case "AlterOperatorStmt" -> Definitions::alterOperator;
      case "AlterCollationStmt" -> Definitions::alterCollation;
      case "CreateConversionStmt" -> Definitions::conversion;
      case "AlterTSDictionaryStmt" -> Definitions::alterDictionary;
      case "AlterTSConfigurationStmt" -> Definitions::alterConfiguration;
      default -> null;
    };
  }

  private Definitions() {}

  /** Operators, aggregates, base types, collations and text search objects. */
  private static void define(Walk walk, Node node) {
    node.skip("oldstyle", "if_not_exists");
    ObjectKind kind = NamedObject.kind(walk, node.text("kind"));
    Tables.created(walk, node, kind, Names.qualified(node, "defnames"));
    for (Node argument : node.children("args")) {
      if (argument.is("List")) {
        Routines.parameters(walk, argument.claim().children("items", "FunctionParameter"));
      } else {
        Options.inert(walk, argument);
      }
    }
    Options.of(walk, node, "definition");
  }

  private static void composite(Walk walk, Node node) {
    walk.effect(EffectKind.CREATE, ObjectKind.TYPE, walk.relation(node, "typevar"));
    Constraints.elements(walk, node.children("coldeflist"));
  }

  private static void enumeration(Walk walk, Node node) {
    walk.effect(EffectKind.CREATE, ObjectKind.TYPE, Names.qualified(node, "typeName"));
    Names.parts(node.children("vals"));
  }

  private static void range(Walk walk, Node node) {
    walk.effect(EffectKind.CREATE, ObjectKind.TYPE, Names.qualified(node, "typeName"));
    Options.of(walk, node, "params");
  }

  private static void alterEnumeration(Walk walk, Node node) {
    node.skip("oldVal", "newVal", "newValNeighbor", "newValIsAfter", "skipIfNewValExists");
    walk.effect(EffectKind.ALTER, ObjectKind.TYPE, Names.qualified(node, "typeName"));
  }

  private static void alterType(Walk walk, Node node) {
    Options.of(walk, node, "options");
    walk.effect(EffectKind.ALTER, ObjectKind.TYPE, Names.qualified(node, "typeName"));
  }

  private static void domain(Walk walk, Node node) {
    walk.effect(EffectKind.CREATE, ObjectKind.DOMAIN, Names.qualified(node, "domainname"));
    Types.use(walk, node.part("typeName"));
    Constraints.collation(walk, node.part("collClause"));
    walk.apart(() -> Constraints.elements(walk, node.children("constraints")));
  }

  private static void alterDomain(Walk walk, Node node) {
    node.skip("subtype", "name", "missing_ok");
    Set<Qualifier> qualifiers = Qualifiers.behavior(node);
    ObjectName name = Names.qualified(node, "typeName");
    walk.effect(EffectKind.ALTER, ObjectKind.DOMAIN, name, qualifiers);
    Node definition = node.child("def");
    if (definition != null && definition.is("Constraint")) {
      walk.apart(() -> Constraints.constraint(walk, definition.claim()));
    } else {
      walk.apart(() -> walk.expression(definition));
    }
  }

  private static void cast(Walk walk, Node node) {
    node.skip("context", "inout");
    Node source = node.part("sourcetype");
    Node target = node.part("targettype");
    Node function = node.part("func");
    if (source != null && target != null) {
      String name = Types.name(walk, source) + " as " + Types.name(walk, target);
      walk.effect(EffectKind.CREATE, ObjectKind.CAST, ObjectName.of(name));
    }
    if (function != null) {
      Routines.signature(walk, function);
    }
  }

  private static void alterOperator(Walk walk, Node node) {
    Node operator = node.part("opername");
    if (operator != null) {
      walk.effect(EffectKind.ALTER, ObjectKind.OPERATOR, Routines.signature(walk, operator));
    }
    Options.of(walk, node, "options");
  }

  private static void alterCollation(Walk walk, Node node) {
    walk.effect(EffectKind.ALTER, ObjectKind.COLLATION, Names.qualified(node, "collname"));
  }

  /** PostgreSQL tries the function on an empty text. */
  private static void conversion(Walk walk, Node node) {
    node.skip("for_encoding_name", "to_encoding_name", "def");
    walk.effect(EffectKind.CALL, ObjectKind.FUNCTION, Names.qualified(node, "func_name"));
    walk.effect(EffectKind.CREATE, ObjectKind.OTHER, Names.qualified(node, "conversion_name"));
  }

  private static void alterDictionary(Walk walk, Node node) {
    Options.of(walk, node, "options");
    walk.effect(EffectKind.ALTER, ObjectKind.TEXT_SEARCH, Names.qualified(node, "dictname"));
  }

  private static void alterConfiguration(Walk walk, Node node) {
    node.skip("kind", "override", "replace", "missing_ok");
    Names.parts(node.children("tokentype"));
    for (Node dictionary : node.children("dicts", "List")) {
      List<Node> name = dictionary.children("items");
      Names.parts(name);
    }
    walk.effect(EffectKind.ALTER, ObjectKind.TEXT_SEARCH, Names.qualified(node, "cfgname"));
  }
}
