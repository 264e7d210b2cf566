package dev.sallyport.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.Mistake;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake is told with its place, the text, what is wrong and how to mend it. */
class MistakesTest {
  private static final Surroundings KNOWN =
      new Surroundings(
          Set.of("dana", "lee"), Set.of("production"), Instant.parse("2026-11-20T12:00:00Z"));

  static Stream<Arguments> isTold() {
    return Stream.of(
        told("empty file", "", "1:1 [] the file is empty → start it with `version: 1`"),
        told(
            "not YAML",
            "version: 1\nrules: [",
            "2:9 [rules: [] not YAML: expected the node content, but found '<stream end>'"
                + " → mend the YAML around this place"),
        told(
            "unknown key",
            ruled("effects: [read]", "decison: allow"),
            "3:5 [keys and values] a rule lacks the key `decision`"
                + " → add `decision: …`: what the rule says",
            "5:5 [decison] a rule has no key `decison` → did you mean `decision`?"),
        told(
            "duplicate key",
            ruled("decision: deny", "decision: allow"),
            "5:5 [decision] the key `decision` is given twice → keep one; the first is on line 4"),
        told(
            "wrong type",
            ruled("effects: read", "decision: allow"),
            "4:14 [read] `read` stands where a list belongs → write `[read]`"),
        told(
            "number out of range",
            ruled("decision: allow", "limits: { rows: 0 }"),
            "5:21 [0] `0` is out of range → write a number from 1 to 10000"),
        told(
            "over the ceiling",
            ruled("decision: allow", "limits: { bytes: 1000MiB, timeout: 2h }"),
            "5:22 [1000MiB] `1000MiB` is too much → write at most 16MiB",
            "5:40 [2h] `2h` is too long → write at most 15m"),
        told(
            "word that is none",
            ruled("effects: [reed]", "decision: allow"),
            "4:15 [reed] `reed` is not an effect → did you mean `read`?"),
        told(
            "unquoted number",
            "version: 1\nrules:\n  - { id: 12, decision: deny }\n",
            "3:11 [12] `12` stands where a name of lower-case letters, digits, `-` and `_` belongs"
                + " → put it in quotes: `\"12\"`"),
        told(
            "empty list",
            ruled("effects: []", "decision: deny"),
            "4:14 [a list] the list is empty → name at least one, or remove the key altogether"),
        told(
            "nothing",
            ruled("decision:", "effects: [read]"),
            "4:14 [] nothing is not a decision → write `allow`, `approve` or `deny`"),
        told(
            "unknown version",
            "version: 2\nrules:\n  - { id: a, decision: deny }\n",
            "1:10 [2] `2` is out of range → write a number from 1 to 1"),
        told(
            "no rules",
            "version: 1\n",
            "1:1 [keys and values] the policy lacks the key `rules`"
                + " → add `rules: …`: the rules; their order means nothing"),
        told(
            "alias",
            "version: 1\nrules:\n  - &a { id: a, decision: deny }\n  - *a\n",
            "3:5 [] an anchor stands here → remove it; anchors are not read",
            "4:5 [a] an alias stands here → write the value out; aliases are not read",
            "4:5 [a] `a` stands where keys and values belongs → write keys and values here"),
        told(
            "merge key",
            ruled("decision: deny", "<<: { effects: [read] }"),
            "5:5 [<<] a merge key stands here → write the keys out; merging is not done",
            "5:5 [<<] a rule has no key `<<` → the keys are " + ruleKeys()),
        told(
            "tag",
            ruled("decision: !!str deny"),
            "4:15 [deny] a tag stands here → remove it; tags are not read"),
        told(
            "second document",
            ruled("decision: deny") + "---\nversion: 1\n",
            "6:1 [---] a second document begins here → keep one document in the file"),
        told(
            "deep",
            ruled("decision: [[[[[[[[[[[[[deny]]]]]]]]]]]]]"),
            "4:15 [a list] a list stands where `allow`, `approve` or `deny` belongs"
                + " → write `allow`, `approve` or `deny` here",
            "4:24 [] nested deeper than 12 levels → flatten what is here"),
        told(
            "duplicate rule",
            ruled("decision: deny") + "  - { id: a, decision: allow, effects: [read] }\n",
            "5:11 [a] there is another rule `a`"
                + " → give each rule an id of its own; the other is on line 3"),
        told(
            "unknown group",
            grouped("groups: [dbas]"),
            "6:27 [dbas] there is no group `dbas` → did you mean `dba`?"),
        told(
            "more approvers than there are",
            grouped("groups: [dba], count: 3"),
            "6:40 [3] 3 approvers are asked for and the groups have 2"
                + " → lower `count`, or add members to the groups"),
        told(
            "member that the trust root does not know",
            "version: 1\ngroups: { dba: [dana, lea] }\n" + rules("decision: deny"),
            "2:23 [lea] the trust root knows no approver `lea` → did you mean `lee`?"),
        told(
            "unknown environment",
            ruled("environments: [prodution]", "decision: deny"),
            "4:20 [prodution] there is no environment `prodution` → did you mean `production`?"),
        told(
            "environment that can match nothing",
            "version: 1\nenvironments: { qa: {}, disposable: { hosts: [localhost] } }\n"
                + rules("decision: deny"),
            "2:17 [qa] the environment `qa` can match nothing → give it patterns, or pin a database"
                + " to it with `sallyport environment pin qa`",
            "2:25 [disposable] the patterns of `disposable` can match nothing → patterns only"
                + " tighten, and nothing is freer than `disposable`; pin databases to it with"
                + " `sallyport environment pin`"),
        told(
            "bad range",
            "version: 1\nenvironments: { production: { addresses: [10.0.0.1/8, 1.2.3.4/99] } }\n"
                + rules("decision: deny"),
            "2:43 [10.0.0.1/8] `10.0.0.1/8` has bits set beyond its prefix"
                + " → write the range's first address, or a longer prefix",
            "2:55 [1.2.3.4/99] `1.2.3.4/99` is no range of addresses"
                + " → write it like `10.0.0.0/8` or `fd00::/8`"),
        told(
            "table without schema",
            ruled("objects: [users]", "decision: deny"),
            "4:15 [users] `users` has no schema, so it would match no table → write `public.users`"
                + " or `*.users`, or name the `object-kinds` that live in no schema"),
        told(
            "bad condition",
            ruled("when: effect.kin == 'read'", "decision: deny"),
            "4:11 [effect.kin == 'read'] the condition is wrong at its column 7:"
                + " undefined field 'kin'"
                + " → the variables are `effect`, `statement`, `request`, `database` and"
                + " `estimate`"),
        told(
            "condition that never holds",
            ruled("when: effect.kind == 'read' && false", "decision: deny"),
            "4:11 [effect.kind == 'read' && false] the condition never holds, so the rule is"
                + " unreachable → mend the condition, or remove the rule"),
        told(
            "unknown zone",
            ruled("during: [{ days: [fri], zone: Europe/Berlinn }]", "decision: deny"),
            "4:35 [Europe/Berlinn] there is no time zone `Europe/Berlinn`"
                + " → write one of the time zone database, such as `Europe/Berlin` or `UTC`"),
        told(
            "impossible date",
            ruled("during: [{ dates: 2026-02-30, zone: UTC }]", "decision: deny"),
            "4:23 [2026-02-30] there is no such date → write dates like `2026-12-20`"),
        told(
            "window without bounds",
            ruled("during: [{ zone: UTC }]", "decision: deny"),
            "4:14 [keys and values] the window has no `days`, `hours` or `dates`, so it never ends"
                + " → add one of them, or remove the window"),
        told(
            "idle key",
            ruled("decision: deny", "limits: { rows: 1 }"),
            "5:13 [keys and values] `limits` does nothing under `decision: deny`"
                + " → remove it, or change the decision"),
        told(
            "allowing the unknown",
            ruled("effects: [unknown]", "decision: allow"),
            "4:14 [a list] rule `a` is unreachable: `unknown` and `transaction` are denied whatever"
                + " the rules say → mend its keys, or remove the rule"),
        told(
            "unreachable rule",
            ruled("effects: [drop, alter]", "decision: deny")
                + "  - { id: b, effects: [drop], decision: approve }\n",
            "6:11 [b] rule `b` is unreachable: whatever it matches is stricter under rule `a` on"
                + " line 3 → narrow one of the two rules"),
        told(
            "shadowed rule",
            ruled("objects: [public.*]", "effects: [read]", "decision: allow")
                + "  - { id: b, effects: [read], objects: [public.users], decision: allow }\n",
            "7:11 [b] rule `b` is shadowed: rule `a` on line 3 says the same of everything it"
                + " matches → remove it, or give it something to add"),
        told(
            "several at once",
            "verson: 1\nrules:\n  - { id: A B, decision: maybe }\n",
            "1:1 [verson] the policy has no key `verson` → did you mean `version`?",
            "1:1 [keys and values] the policy lacks the key `version`"
                + " → add `version: …`: the version of this language: 1",
            "3:11 [A B] `A B` is not a name of lower-case letters, digits, `-` and `_`"
                + " → write it like `dba`",
            "3:26 [maybe] `maybe` is not a decision → write `allow`, `approve` or `deny`"));
  }

  @ParameterizedTest
  @MethodSource
  void isTold(String yaml, List<String> expected) {
    assertThat(mistakes(yaml.getBytes(UTF_8))).isEqualTo(expected);
  }

  static Stream<Arguments> isWarnedOf() {
    return Stream.of(
        told(
            "data loss without approval",
            ruled("effects: [drop]", "environments: [development]", "decision: allow"),
            "4:14 [a list] rule `a` allows `drop` that loses data in `development` without approval"
                + " → add `without: [data-loss, unbounded]`, or a rule that asks for approval"),
        told(
            "window that is over",
            ruled("during: [{ dates: 2025-12-20..2026-01-03, zone: UTC }]", "decision: deny"),
            "4:13 [a list] rule `a` is over: its windows lie in the past"
                + " → remove the rule, or give it new dates"));
  }

  @ParameterizedTest
  @MethodSource
  void isWarnedOf(String yaml, List<String> expected) {
    PolicySet policy = PolicyReader.read("policies.yaml", yaml.getBytes(UTF_8), KNOWN);

    assertThat(policy.warnings().stream().map(MistakesTest::line)).isEqualTo(expected);
  }

  @Test
  void refusesAHugeFileWithoutReadingIt() {
    assertThat(mistakes(new byte[50 << 20]))
        .containsExactly(
            "1:1 [] the file has 52428800 bytes; at most 1048576 are read"
                + " → split what it says, or check that it is the right file");
  }

  @Test
  void refusesWhatIsNoText() {
    assertThat(mistakes(new byte[] {'a', (byte) 0xff}))
        .containsExactly("1:1 [] the file is not valid UTF-8 → save it as UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u2028", "\u202E", "\u2066", "\r", "\uFEFF"})
  void refusesWhatShowsATextOtherThanWhatIsRead(String hidden) {
    String yaml = ruled("decision: allow # as before" + hidden + "    decision: deny");

    assertThat(mistakes(yaml.getBytes(UTF_8)))
        .anyMatch(
            line ->
                line.contains(
                    "the character U+%04X stands here".formatted((int) hidden.charAt(0))));
  }

  @Test
  void readsAFileWithAByteOrderMark() {
    String yaml = "\uFEFF" + ruled("decision: deny");

    assertThat(Requests.policy(yaml).warnings()).isEmpty();
  }

  private static Arguments told(String name, String yaml, String... expected) {
    return argumentSet(name, yaml, List.of(expected));
  }

  private static List<String> mistakes(byte[] yaml) {
    InvalidPolicyException invalid =
        catchThrowableOfType(
            InvalidPolicyException.class, () -> PolicyReader.read("policies.yaml", yaml, KNOWN));
    return invalid.mistakes().stream().map(MistakesTest::line).toList();
  }

  private static String line(Mistake mistake) {
    return mistake.line()
        + ":"
        + mistake.column()
        + " ["
        + mistake.text()
        + "] "
        + mistake.message()
        + " → "
        + mistake.help();
  }

  /** A policy with a rule {@code a} of these keys, the first on line 4. */
  private static String ruled(String... keys) {
    return "version: 1\n" + rules(keys);
  }

  private static String rules(String... keys) {
    return "rules:\n  - id: a\n    " + String.join("\n    ", keys) + "\n";
  }

  private static String grouped(String approvals) {
    return "version: 1\ngroups: { dba: [dana, lee] }\n"
        + rules("decision: approve", "approvals: { " + approvals + " }");
  }

  private static String ruleKeys() {
    return String.join(
        ", ", PolicyGrammar.RULE.keys().stream().map(key -> "`" + key.name() + "`").toList());
  }
}
