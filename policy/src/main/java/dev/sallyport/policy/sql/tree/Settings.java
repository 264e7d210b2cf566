package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SET, RESET, SHOW and {@code set_config}. A setting that changes how PostgreSQL reads the text of
 * later statements can't be changed at all: what was read here would no longer be what runs.
 */
final class Settings {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "VariableSetStmt" -> Settings::set;
      case "VariableShowStmt" -> Settings::show;
      case "AlterSystemStmt" -> Settings::system;
      default -> null;
    };
  }

  /** The settings that change the meaning of text, with the values this reader assumes. */
  private static final Map<String, Set<String>> READING =
      Map.of(
          "standard_conforming_strings", Set.of("on", "true", "yes", "1"),
          "client_encoding", Set.of("utf8", "utf-8", "unicode"));

  /** Settings that decide who acts, what is checked, or which code is loaded. */
  private static final Set<String> POWERS =
      Set.of(
          "role",
          "session_authorization",
          "session_replication_role",
          "row_security",
          "allow_system_table_mods",
          "ignore_system_indexes",
          "zero_damaged_pages",
          "ignore_checksum_failure",
          "session_preload_libraries",
          "local_preload_libraries",
          "dynamic_library_path",
          "extension_control_path",
          "lo_compat_privileges",
          "createrole_self_grant",
          "restrict_nonsystem_relation_kind",
          "event_triggers");

  private Settings() {}

  private static void set(Walk walk, Node node) {
    node.skip("is_local", "jumble_args");
    String name = node.text("name").toLowerCase(Locale.ROOT);
    List<Node> arguments = node.children("args");
    switch (node.text("kind")) {
      case "VAR_SET_VALUE" -> {
        change(walk, name, arguments.size() == 1 ? constant(arguments.get(0)) : Optional.empty());
        walk.expressions(arguments);
      }
      case "VAR_SET_DEFAULT", "VAR_RESET" -> change(walk, name, Optional.empty());
      case "VAR_SET_CURRENT" ->
          walk.effect(EffectKind.SESSION, ObjectKind.SETTING, ObjectName.of(name));
      case "VAR_RESET_ALL" ->
          walk.effect(EffectKind.SESSION, ObjectKind.SETTING, ObjectName.of("all"));
      case "VAR_SET_MULTI" -> transaction(walk, name, arguments);
      default -> walk.found().unknown("VariableSetStmt " + node.text("kind"));
    }
  }

  /** SET TRANSACTION and SET SESSION CHARACTERISTICS. */
  private static void transaction(Walk walk, String name, List<Node> arguments) {
    walk.effect(EffectKind.TRANSACTION);
    if (name.startsWith("session")) {
      walk.effect(EffectKind.SESSION, ObjectKind.SETTING, ObjectName.of("transaction"));
    }
    arguments.forEach(argument -> Options.inert(walk, argument));
  }

  /** A setting gets another value; which one can't always be told. */
  private static void change(Walk walk, String name, Optional<String> value) {
    walk.effect(EffectKind.SESSION, ObjectKind.SETTING, ObjectName.of(name));
    if (name.startsWith("transaction_")) {
      walk.effect(EffectKind.TRANSACTION);
    }
    powers(walk, name, value);
  }

  /** What a new value means beyond the session's own state. */
  private static void powers(Walk walk, String name, Optional<String> value) {
    ObjectName setting = ObjectName.of(name);
    Set<String> assumed = READING.get(name);
    if (assumed != null
        && value.map(text -> !assumed.contains(text.toLowerCase(Locale.ROOT))).orElse(true)) {
      walk.effect(EffectKind.UNKNOWN, ObjectKind.SETTING, setting);
    }
    if (POWERS.contains(name)) {
      walk.effect(EffectKind.ADMIN, ObjectKind.SETTING, setting);
    }
  }

  private static Optional<String> constant(Node node) {
    return Constants.value(node).filter(value -> value != Constants.NULL).map(Object::toString);
  }

  /** Whether the function is {@code set_config}. */
  static boolean isSetter(ObjectName function) {
    return function.name().equals("set_config");
  }

  /** {@code set_config(name, value, local)}: SET by another name. */
  static void call(Walk walk, List<Node> arguments) {
    Optional<String> name = arguments.isEmpty() ? Optional.empty() : constant(arguments.get(0));
    if (name.isEmpty()) {
      walk.effect(EffectKind.UNKNOWN, ObjectKind.SETTING, ObjectName.of("set_config"));
    } else {
      Optional<String> value = arguments.size() > 1 ? constant(arguments.get(1)) : Optional.empty();
      change(walk, name.get().toLowerCase(Locale.ROOT), value);
    }
  }

  /**
   * A setting that is stored with a role, a database, a function or the server: this session keeps
   * its own.
   */
  static void stored(Walk walk, @Nullable Node setting) {
    if (setting == null) {
      return;
    }
    setting.skip("kind", "is_local", "jumble_args");
    List<Node> arguments = setting.children("args");
    Optional<String> value = arguments.size() == 1 ? constant(arguments.get(0)) : Optional.empty();
    powers(walk, setting.text("name").toLowerCase(Locale.ROOT), value);
    walk.expressions(arguments);
  }

  private static void show(Walk walk, Node node) {
    walk.effect(EffectKind.READ, ObjectKind.SETTING, ObjectName.of(node.text("name")));
  }

  /** Written to the server's configuration, for every database of it. */
  private static void system(Walk walk, Node node) {
    Node setting = node.part("setstmt");
    if (setting != null) {
      ObjectName name = ObjectName.of(setting.text("name"));
      walk.effect(EffectKind.ADMIN, ObjectKind.SETTING, name, Qualifier.NON_TRANSACTIONAL);
      stored(walk, setting);
    }
  }
}
