package dev.sallyport.policy.rules;

import static dev.sallyport.policy.rules.yaml.Shape.Key.optional;
import static dev.sallyport.policy.rules.yaml.Shape.Key.required;

import dev.sallyport.policy.rules.yaml.Shape.Flag;
import dev.sallyport.policy.rules.yaml.Shape.ListOf;
import dev.sallyport.policy.rules.yaml.Shape.MapOf;
import dev.sallyport.policy.rules.yaml.Shape.Section;
import dev.sallyport.policy.rules.yaml.Shape.Text;
import dev.sallyport.policy.rules.yaml.Shape.Whole;
import java.util.List;

/**
 * What may stand in {@code policies.yaml}: the one description of the language's keys, for the
 * reader, for editors and for the documents.
 */
final class PolicyGrammar {
  static final Section WINDOW =
      new Section(
          "a window",
          List.of(
              optional(
                  "days",
                  new ListOf(PolicyWords.DAY),
                  "weekdays on which the window begins; without it every day"),
              optional("hours", PolicyWords.HOURS, "from when to when, the end not included"),
              optional(
                  "dates",
                  PolicyWords.DATES,
                  "the dates on which the window begins, both included"),
              required(
                  "zone", PolicyWords.ZONE, "the time zone in which days and hours are told")));

  static final Section ENVIRONMENT =
      new Section(
          "an environment",
          List.of(
              optional(
                  "like",
                  PolicyWords.BUILT_IN_ENVIRONMENT,
                  "whose rules also apply here, and as which this is as strict"),
              optional("hosts", new ListOf(PolicyWords.HOST), "host names; they can only tighten"),
              optional(
                  "databases",
                  new ListOf(PolicyWords.DATABASE),
                  "database names; they can only tighten"),
              optional(
                  "addresses",
                  new ListOf(PolicyWords.ADDRESS),
                  "CIDR ranges; they can only tighten"),
              optional(
                  "comments",
                  new ListOf(PolicyWords.COMMENT),
                  "what `COMMENT ON DATABASE` says, in any case; they can only tighten")));

  static final Section LIMITS =
      new Section(
          "limits",
          List.of(
              optional("rows", new Whole(1, Obligations.DEFAULT.rows()), "most rows returned"),
              optional("bytes", PolicyWords.BYTES, "most bytes returned"),
              optional("timeout", PolicyWords.DURATION, "longest run of one statement"),
              optional("lock-timeout", PolicyWords.DURATION, "longest wait for a lock"),
              optional(
                  "row-ceiling", new Whole(1, 1_000_000_000_000L), "most rows changed per table")));

  static final Section APPROVALS =
      new Section(
          "approvals",
          List.of(
              optional("count", new Whole(1, 9), "how many approvers; without it one"),
              optional(
                  "groups",
                  new ListOf(PolicyWords.NAME),
                  "of which groups; without it any approver"),
              optional(
                  "distinct",
                  new Flag(),
                  "whether an approval that counts here counts for no other rule"),
              optional("pending", PolicyWords.DURATION, "how long a ticket may wait for approval"),
              optional(
                  "valid",
                  PolicyWords.DURATION,
                  "how long an approved ticket may wait for execution"),
              optional("hours", new ListOf(WINDOW), "when approvals may be given")));

  static final Section RULE =
      new Section(
          "a rule",
          List.of(
              required("id", PolicyWords.NAME, "the rule's name in answers, tickets and the audit"),
              optional("description", Text.ANY, "what the rule is for"),
              required("decision", PolicyWords.DECISION, "what the rule says"),
              optional(
                  "operations", new ListOf(PolicyWords.OPERATION), "which operations are meant"),
              optional(
                  "effects",
                  new ListOf(PolicyWords.EFFECT),
                  "which effects are meant; without it all but unknown"),
              optional(
                  "object-kinds", new ListOf(PolicyWords.OBJECT_KIND), "which kinds of object"),
              optional(
                  "objects",
                  new ListOf(PolicyWords.OBJECT),
                  "which objects: `schema.name`, with `*` and `?`, and their parts"),
              optional(
                  "columns",
                  new ListOf(PolicyWords.COLUMN),
                  "which columns: all for a permission, one is enough for a restriction"),
              optional(
                  "qualifiers",
                  new ListOf(PolicyWords.QUALIFIER),
                  "facts of which the effect must have one"),
              optional(
                  "without",
                  new ListOf(PolicyWords.QUALIFIER),
                  "facts of which the effect must have none"),
              optional("environments", new ListOf(PolicyWords.NAME), "in which environments"),
              optional("agents", new ListOf(PolicyWords.AGENT), "which agents, by proven name"),
              optional(
                  "powers",
                  new ListOf(PolicyWords.POWER),
                  "powers of which the connection's role has one"),
              optional("during", new ListOf(WINDOW), "windows of which one contains the moment"),
              optional("outside", new ListOf(WINDOW), "windows that don't contain the moment"),
              optional("when", Text.ANY, "a condition in CEL, where plain keys don't reach"),
              optional("help", Text.ANY, "the way forward, told to the agent"),
              optional("limits", LIMITS, "limits while the request runs"),
              optional(
                  "require",
                  new ListOf(PolicyWords.REQUIREMENT),
                  "what must be done before it runs; what can't be done denies"),
              optional(
                  "justification",
                  new Whole(1, 2_000),
                  "least length of the justification, in characters"),
              optional("approvals", APPROVALS, "who must approve; without it any one approver")));

  static final Section FILE =
      new Section(
          "the policy",
          List.of(
              required("version", new Whole(1, 1), "the version of this language: 1"),
              optional("description", Text.ANY, "what this policy is for"),
              optional(
                  "guard",
                  PolicyWords.GUARD,
                  "whether the hook asks about commands of which nothing is known"),
              optional(
                  "environments",
                  new MapOf(PolicyWords.NAME, ENVIRONMENT),
                  "the team's own environments, and patterns for the built-in ones"),
              optional(
                  "groups",
                  new MapOf(PolicyWords.NAME, new ListOf(PolicyWords.PERSON)),
                  "groups of approvers"),
              required("rules", new ListOf(RULE), "the rules; their order means nothing")));

  private PolicyGrammar() {}
}
