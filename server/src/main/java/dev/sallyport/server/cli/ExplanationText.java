package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.EffectTrace;
import dev.sallyport.policy.rules.Explanation;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation as a person reads it, or as one JSON document. */
final class ExplanationText {
  private final Terminal terminal;

  ExplanationText(Terminal terminal) {
    this.terminal = terminal;
  }

  void refused(Reading.Refused refused) {
    if (terminal.json()) {
      terminal.document(
          Map.of(
              "statements", List.of(),
              "decision", Verdict.DENY.label(),
              "reasons", List.of(Map.of("message", refused.message(), "help", refused.help()))));
      return;
    }
    terminal.line("decision: deny");
    terminal.line("  " + Visible.text(refused.message()));
    terminal.line("  help: " + Visible.text(refused.help()));
  }

  void print(Explanation explanation) {
    if (terminal.json()) {
      terminal.document(json(explanation));
      return;
    }
    int last = -2;
    for (EffectTrace trace : explanation.effects()) {
      if (trace.statement() != last) {
        last = trace.statement();
        heading(explanation, last);
      }
      terminal.line("  " + Visible.text(words(trace.effect())) + ": " + trace.verdict().label());
      for (EffectTrace.Spoken spoken : trace.rules()) {
        String mark = spoken.equals(trace.rules().get(0)) ? "  wins" : "";
        terminal.line("    " + spoken.ruleId() + " says " + spoken.verdict().label() + mark);
      }
    }
    terminal.line("decision: " + explanation.decision().verdict().label());
    for (Reason reason : explanation.decision().reasons()) {
      terminal.line("  " + Visible.text(reason.message()) + "  [rule " + reason.ruleId() + "]");
      if (!reason.help().isEmpty()) {
        terminal.line("    help: " + Visible.text(reason.help()));
      }
    }
    if (explanation.decision().verdict() != Verdict.DENY) {
      terminal.line("obligations: " + words(explanation.decision().obligations()));
    }
    changes(explanation);
  }

  private void heading(Explanation explanation, int statement) {
    terminal.line(
        statement < 0
            ? explanation.request().operation().label() + " declares"
            : "statement "
                + (statement + 1)
                + ": "
                + Visible.text(explanation.request().statements().get(statement).text().strip()));
  }

  private void changes(Explanation explanation) {
    if (explanation.decision().verdict() == Verdict.ALLOW) {
      return;
    }
    terminal.line("what would have to change");
    if (explanation.changes().isEmpty()) {
      terminal.line(
          "  nothing about the request alone; the policy's owner would have to change it");
    }
    for (Explanation.Change change : explanation.changes()) {
      String outcome = change.verdict() == Verdict.ALLOW ? "allowed" : "a ticket";
      terminal.line("  " + outcome + " " + Visible.text(change.what()));
    }
  }

  private static String words(Effect effect) {
    String object = effect.object().toString();
    String qualifiers =
        effect.qualifiers().stream()
            .sorted()
            .map(Qualifier::label)
            .collect(Collectors.joining(", "));
    return effect.kind().label()
        + (object.isEmpty() ? "" : " " + effect.objectKind().label() + " " + object)
        + (qualifiers.isEmpty() ? "" : " (" + qualifiers + ")");
  }

  private static String words(Obligations obligations) {
    List<String> words = new ArrayList<>();
    words.add("at most " + obligations.rows() + " rows and " + obligations.bytes() + " bytes");
    words.add("within " + obligations.timeout().toSeconds() + " s");
    words.add("locks within " + obligations.lockTimeout().toSeconds() + " s");
    if (obligations.rowCeiling() != Long.MAX_VALUE) {
      words.add("at most " + obligations.rowCeiling() + " rows changed per table");
    }
    if (!obligations.require().isEmpty()) {
      words.add("after " + String.join(", ", new TreeSet<>(obligations.require())));
    }
    for (ApprovalRequirement approval : obligations.approvals()) {
      words.add(
          approval.count()
              + (approval.count() == 1 ? " approver" : " approvers")
              + (approval.groups().isEmpty()
                  ? ""
                  : " of " + String.join(", ", new TreeSet<>(approval.groups())))
              + " (rule "
              + approval.ruleId()
              + ")");
    }
    return String.join("; ", words);
  }

  private static Map<String, @Nullable Object> json(Explanation explanation) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(
        "statements", explanation.request().statements().stream().map(Statement::text).toList());
    document.put("effects", explanation.effects().stream().map(ExplanationText::json).toList());
    document.put("decision", explanation.decision().verdict().label());
    document.put(
        "reasons",
        explanation.decision().reasons().stream()
            .map(
                reason ->
                    Map.of(
                        "rule", reason.ruleId(),
                        "verdict", reason.verdict().label(),
                        "message", reason.message(),
                        "help", reason.help()))
            .toList());
    document.put("obligations", words(explanation.decision().obligations()));
    document.put(
        "changes",
        explanation.changes().stream()
            .map(change -> Map.of("what", change.what(), "verdict", change.verdict().label()))
            .toList());
    return document;
  }

  private static Map<String, Object> json(EffectTrace trace) {
    return Map.of(
        "statement",
        trace.statement() + 1,
        "effect",
        words(trace.effect()),
        "verdict",
        trace.verdict().label(),
        "rules",
        trace.rules().stream()
            .map(spoken -> Map.of("rule", spoken.ruleId(), "verdict", spoken.verdict().label()))
            .toList());
  }
}
