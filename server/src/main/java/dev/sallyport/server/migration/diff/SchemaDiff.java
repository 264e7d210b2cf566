package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.migration.diff.script.ScriptWriter;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the script between two databases and proves it: it is applied to a copy of the first, the
 * copy is read again and compared with the second, at most twice.
 */
public final class SchemaDiff {
  private static final int ROUNDS = 2;
  private static final int OLDEST_WITH_SCRIPT = 14;

  private final Shadow shadow;
  private final ShadowTraits traits;
  private final Comparing comparing;

  /**
   * @param traits of the database that the script is for
   */
  public SchemaDiff(Shadow shadow, ShadowTraits traits, Comparing comparing) {
    this.shadow = shadow;
    this.traits = traits;
    this.comparing =
        shadow.hasRoles()
            ? comparing
            : new Comparing(false, false, comparing.columnOrder(), comparing.ignored());
  }

  /** What differs, in facts; needs no shadow. */
  public SchemaDifference difference(SchemaFacts from, SchemaFacts to) {
    return SchemaDifference.between(from, to, comparing);
  }

  /** The script from one database to another, or why there is none. */
  public ScriptOutcome script(SchemaFacts from, SchemaFacts to) {
    if (from.majorVersion() < OLDEST_WITH_SCRIPT) {
      return new ScriptOutcome.Refused(
          "PostgreSQL " + from.majorVersion() + " is too old for a script",
          "read the differences in words, or upgrade to PostgreSQL 14",
          difference(from, to).words(),
          new MigrationScript(List.of()));
    }
    Set<String> roles = NamedRoles.of(comparing.reduce(from));
    roles.addAll(NamedRoles.of(comparing.reduce(to)));
    ShadowTraits named = traits.withRoles(roles);
    try (ShadowDatabase copy = Copies.of(shadow, comparing.reduce(from), named)) {
      SchemaFacts start = copy.facts(FactReader::read);
      SchemaFacts goal = goal(to, start, named);
      List<String> remarks = new ArrayList<>();
      if (start.majorVersion() == from.majorVersion()) {
        for (ObjectDifference gap : difference(from, start).objects()) {
          remarks.add("not the same on the copy: " + gap.words());
        }
      }
      return converge(copy, start, goal, remarks);
    } catch (CopyException e) {
      return new ScriptOutcome.Refused(
          String.valueOf(e.getMessage()),
          e.help(),
          difference(from, to).words(),
          new MigrationScript(List.of()));
    }
  }

  /** PostgreSQL's majors print definitions differently: the goal is read where the copy is. */
  private SchemaFacts goal(SchemaFacts to, SchemaFacts start, ShadowTraits named) {
    if (to.majorVersion() == start.majorVersion()) {
      return comparing.reduce(to);
    }
    try (ShadowDatabase copy = Copies.of(shadow, comparing.reduce(to), named)) {
      return comparing.reduce(copy.facts(FactReader::read));
    }
  }

  private ScriptOutcome converge(
      ShadowDatabase copy, SchemaFacts start, SchemaFacts goal, List<String> remarks) {
    List<ScriptStatement> done = new ArrayList<>();
    SchemaFacts now = comparing.reduce(start);
    for (int round = 0; round < ROUNDS; round++) {
      List<ScriptStatement> next = ScriptWriter.write(now, goal);
      List<ScriptStatement> harm = Survival.broken(next, start, goal);
      if (!harm.isEmpty()) {
        return refused("the script would drop what stays", harm.get(0).about().words(), done);
      }
      try {
        copy.applyOwn("SET check_function_bodies = off");
        Copies.applyEach(copy, next);
      } catch (CopyException e) {
        List<ScriptStatement> tried = new ArrayList<>(done);
        tried.addAll(next);
        return refused(
            "a statement of the script fails on a copy of the database",
            String.valueOf(e.getMessage()),
            tried);
      }
      done.addAll(next);
      now = comparing.reduce(copy.facts(FactReader::read));
      SchemaDifference left = SchemaDifference.between(now, goal, comparing);
      if (left.isEmpty()) {
        return new ScriptOutcome.Proven(new MigrationScript(withSettings(done)), remarks);
      }
      if (round == ROUNDS - 1) {
        return new ScriptOutcome.Refused(
            "the script does not lead to the other database in full",
            "write what is left by hand",
            left.words(),
            new MigrationScript(done));
      }
    }
    throw new IllegalStateException("no round");
  }

  private static ScriptOutcome refused(String message, String left, List<ScriptStatement> tried) {
    return new ScriptOutcome.Refused(
        message,
        "write this part of the script by hand",
        List.of(left),
        new MigrationScript(tried));
  }

  /** Functions may name what comes later in the script. */
  private static List<ScriptStatement> withSettings(List<ScriptStatement> statements) {
    boolean functions =
        statements.stream()
            .anyMatch(
                statement ->
                    statement.about().kind() == FactKind.FUNCTION
                        || statement.about().kind() == FactKind.PROCEDURE);
    if (!functions) {
      return statements;
    }
    List<ScriptStatement> all = new ArrayList<>();
    all.add(
        new ScriptStatement("SET check_function_bodies = off", statements.get(0).about(), null));
    all.addAll(statements);
    return all;
  }

  /** Whether anything that the facts show can't be compared but by a digest. */
  public static List<String> unmodelled(SchemaFacts facts) {
    return facts.of(FactKind.UNMODELLED).stream().map(Fact::key).map(key -> key.words()).toList();
  }
}
