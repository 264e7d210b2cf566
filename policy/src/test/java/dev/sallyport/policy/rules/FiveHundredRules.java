package dev.sallyport.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A policy of 500 rules, as a large team's might be: most about tables of their own. */
final class FiveHundredRules {
  private FiveHundredRules() {}

  static byte[] yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            version: 1
            rules:
              - { id: reads, effects: [read], decision: allow, limits: { rows: 1000 } }
              - { id: writes, effects: [insert, update, delete, alter, drop], decision: approve }
              - { id: unbounded, effects: [update, delete], qualifiers: [unbounded], decision: deny }
              - { id: never, environments: [production], operations: [migrate-reset], decision: deny }
            """);
    for (int i = 0; i < 248; i++) {
      yaml.append(
              "  - { id: table-%d, objects: [\"app.t%d_*\"], effects: [update, delete],"
                  .formatted(i, i))
          .append(" decision: approve, approvals: { count: 2 } }\n")
          .append(
              "  - { id: secret-%d, objects: [app.secret_%d], decision: deny }\n".formatted(i, i));
    }
    return yaml.toString().getBytes(UTF_8);
  }
}
