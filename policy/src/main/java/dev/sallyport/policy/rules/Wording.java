package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Quoted;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How decisions are put into words: what, why, and the way forward. */
final class Wording {
  private static final Set<EffectKind> NAME_THE_KIND_OF_OBJECT =
      Set.of(EffectKind.CREATE, EffectKind.ALTER, EffectKind.DROP);

  private Wording() {}

  /** Why a rule spoke, for the effects it spoke of. */
  static Reason reason(Rule rule, List<Subject> subjects, PolicyRequest request) {
    Subject first = subjects.get(0);
    int others = first.isDeclared() ? 0 : distinctEffects(subjects) - 1;
    String what = subject(first, request) + (others > 0 ? " and " + others + " more" : "");
    String predicate = predicate(rule, subjects, others > 0);
    boolean placed = rule.verdict() != Verdict.DENY || cause(rule, subjects, false).isEmpty();
    return new Reason(
        rule.id(),
        rule.verdict(),
        what + " " + predicate + (placed ? " in " + Quoted.of(request.environment()) : ""),
        help(rule, first));
  }

  private static int distinctEffects(List<Subject> subjects) {
    return subjects.size() == 1
        ? 1
        : (int) subjects.stream().map(Subject::effect).distinct().count();
  }

  /** What a subject does, such as {@code `DELETE` on `public.users`}. */
  static String subject(Subject subject, PolicyRequest request) {
    return subject.isDeclared() ? Quoted.of(request.operation().label()) : effect(subject.effect());
  }

  /** What an effect does. */
  static String effect(Effect effect) {
    String what =
        switch (effect.kind()) {
          case READ -> on("SELECT", effect);
          case INSERT, UPDATE, DELETE, TRUNCATE, GRANT -> on(verb(effect), effect);
          case CREATE, ALTER, DROP -> on(verb(effect), effect);
          case CALL -> call(effect);
          case LOCK -> named("a lock", effect);
          case SESSION -> named("a change of the session", effect);
          case TRANSACTION -> "transaction control";
          case MAINTENANCE -> named("maintenance", effect);
          case SERVER_FILE -> named("a file of the server", effect);
          case SERVER_PROGRAM -> named("a program on the server", effect);
          case NETWORK -> named("another host or database", effect);
          case ADMIN -> named("administration", effect);
          case UNKNOWN -> named("a part of the statement", effect);
        };
    return effect.has(Qualifier.IMPLICIT)
        ? what + " (implied by a foreign key, trigger, rule or branch)"
        : what;
  }

  private static String call(Effect effect) {
    String name = effect.object().toString();
    if (name.isEmpty()) {
      return "a block of code";
    }
    return effect.objectKind() == ObjectKind.LANGUAGE
        ? "a block of " + Quoted.of(name) + " code"
        : "a call of " + Quoted.of(name);
  }

  private static String on(String verb, Effect effect) {
    return named(Quoted.of(verb), effect);
  }

  private static String named(String what, Effect effect) {
    String name = effect.object().toString();
    return name.isEmpty() ? what : what + " on " + Quoted.of(name);
  }

  private static String verb(Effect effect) {
    String verb = effect.kind().label().toUpperCase(Locale.ROOT);
    boolean named =
        NAME_THE_KIND_OF_OBJECT.contains(effect.kind())
            && effect.objectKind() != ObjectKind.NONE
            && effect.objectKind() != ObjectKind.OTHER;
    return named
        ? verb + " " + effect.objectKind().label().toUpperCase(Locale.ROOT).replace('-', ' ')
        : verb;
  }

  private static String predicate(Rule rule, List<Subject> subjects, boolean many) {
    String cause = cause(rule, subjects, many);
    String are = many ? "are" : "is";
    String need = many ? "need approval" : "needs approval";
    return switch (rule.verdict()) {
      case ALLOW -> are + " allowed";
      case APPROVE -> cause.isEmpty() ? need : cause + ", so " + (many ? "they " : "it ") + need;
      case DENY -> cause.isEmpty() ? are + " denied" : cause;
    };
  }

  /** The fact that the rule asked for and every effect has; empty where there is none. */
  private static String cause(Rule rule, List<Subject> subjects, boolean many) {
    if (asked(rule, subjects, Qualifier.UNBOUNDED)) {
      return (many ? "have" : "has") + " no `WHERE` clause";
    } else if (asked(rule, subjects, Qualifier.DATA_LOSS)) {
      return many ? "lose data" : "loses data";
    } else if (asked(rule, subjects, Qualifier.CASCADE)) {
      return (many ? "take" : "takes") + " dependent objects along";
    } else if (asked(rule, subjects, Qualifier.REWRITE)) {
      return (many ? "rewrite" : "rewrites") + " the whole table";
    } else if (asked(rule, subjects, Qualifier.ONE_READER)) {
      return (many ? "were" : "was") + " understood by one reader only";
    }
    return "";
  }

  private static boolean asked(Rule rule, List<Subject> subjects, Qualifier qualifier) {
    return rule.scope().qualifiers().contains(qualifier)
        && subjects.stream().allMatch(subject -> subject.effect().has(qualifier));
  }

  private static String help(Rule rule, Subject first) {
    if (!rule.help().isEmpty()) {
      return rule.help();
    }
    return switch (rule.verdict()) {
      case ALLOW -> "";
      case APPROVE ->
          first.isDeclared()
              ? "ask for it with `request_operation` and a justification; a person decides"
              : "send it with `execute` and a justification; a person decides";
      case DENY ->
          "ask for something the policy allows, or ask the policy's owner; rule "
              + Quoted.of(rule.id())
              + " stands in the way";
    };
  }

  /** What to do where a requirement can't be met. */
  static String instead(String required) {
    return switch (required) {
      case "backup" ->
          "change it without losing data, in a migration; or a person backs up and does this"
              + " outside of the proxy";
      case "dry-run" -> "send it as one script of statements that can run in a transaction";
      case "ledger" -> "have the rule say `decision: approve`: only tickets are kept in the ledger";
      default -> "ask for less, or ask the policy's owner";
    };
  }
}
