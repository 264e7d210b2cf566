package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.FollowingNames;
import dev.sallyport.server.migration.diff.script.Reach;
import dev.sallyport.server.migration.diff.script.Rename;
import dev.sallyport.server.migration.diff.script.Renames;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.migration.diff.script.ScriptWriter;
import dev.sallyport.server.migration.diff.script.Survival;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the script between two databases and proves it: it is applied to a copy of the first, the
 * copy is read again and compared with the second, at most twice.
 *
 * <p>Where a script can reach less than half of a database, the copy holds that part alone; what is
 * not proven on it is tried on a copy of the whole before it is refused.
 */
public final class SchemaDiff {
  private static final int ROUNDS = 2;
  private static final int OLDEST_WITH_SCRIPT = 14;

  private final Shadow shadow;
  private final ShadowTraits traits;
  private final Comparing asked;
  private final Comparing comparing;

  /**
   * @param traits of the database that the script is for
   */
  public SchemaDiff(Shadow shadow, ShadowTraits traits, Comparing comparing) {
    this.shadow = shadow;
    this.traits = traits;
    this.asked = comparing;
    this.comparing =
        shadow.hasRoles()
            ? comparing
            : new Comparing(false, false, comparing.columnOrder(), comparing.ignored());
  }

  /** What differs, in facts; needs no shadow. */
  public SchemaDifference difference(SchemaFacts from, SchemaFacts to) {
    return SchemaDifference.between(from, to, asked);
  }

  private Set<FactKey> touched(SchemaFacts from, SchemaFacts to) {
    Set<FactKey> touched = new HashSet<>();
    SchemaDifference.between(from, to, comparing).objects().forEach(one -> touched.add(one.key()));
    return touched;
  }

  /** The script from one database to another, or why there is none. */
  public ScriptOutcome script(SchemaFacts from, SchemaFacts to) {
    return script(from, to, List.of());
  }

  /**
   * The script from one database to another, or why there is none.
   *
   * @param renames what somebody says is one and the same under another name
   */
  public ScriptOutcome script(SchemaFacts from, SchemaFacts to, List<Rename> renames) {
    ScriptOutcome outcome = tried(from, to, renames);
    if (outcome instanceof ScriptOutcome.Proven proven) {
      Population population = new Population(from, to);
      List<ScriptStatement> served = population.served(proven.script().statements());
      List<String> remarks = new ArrayList<>(proven.remarks());
      remarks.addAll(population.remarks());
      MigrationScript script = new MigrationScript(served);
      if (!comparing.equals(asked)) {
        remarks.addAll(WithoutRoles.remarks(from, to, asked, script));
      }
      return new ScriptOutcome.Proven(script, remarks);
    }
    return outcome;
  }

  private ScriptOutcome tried(SchemaFacts from, SchemaFacts to, List<Rename> renames) {
    if (from.majorVersion() < OLDEST_WITH_SCRIPT) {
      return refused(
          "PostgreSQL " + from.majorVersion() + " is too old for a script",
          "read the differences in words, or upgrade to PostgreSQL 14",
          difference(from, to).words());
    }
    Set<String> hidden = Hidden.between(from, to);
    SchemaFacts seen = Hidden.without(from, hidden);
    SchemaFacts wanted = Hidden.without(to, hidden);
    Set<FactKey> reach = Reach.of(touched(seen, wanted), seen, wanted);
    if (reach.size() * 2 < Math.max(seen.objects().size(), wanted.objects().size())) {
      ScriptOutcome near = onTheShadow(seen.only(reach), wanted.only(reach), renames);
      if (near instanceof ScriptOutcome.Proven) {
        return near;
      }
    }
    return onTheShadow(seen, wanted, renames);
  }

  private ScriptOutcome onTheShadow(SchemaFacts from, SchemaFacts to, List<Rename> renames) {
    Set<String> roles = NamedRoles.of(comparing.reduce(from));
    roles.addAll(NamedRoles.of(comparing.reduce(to)));
    try {
      return onCopies(from, to, traits.withRoles(roles), renames);
    } catch (CopyException e) {
      return refused(String.valueOf(e.getMessage()), e.help(), difference(from, to).words());
    }
  }

  /**
   * A database as it will be when these renames are done: PostgreSQL itself says, on a copy, how
   * everything else reads then.
   *
   * @param to where keys, indexes and sequences may have the names that follow
   */
  public SchemaFacts renamed(SchemaFacts from, SchemaFacts to, List<Rename> renames) {
    SchemaFacts counting = comparing.reduce(from);
    try (ShadowDatabase copy =
        Copies.of(shadow, counting, traits.withRoles(NamedRoles.of(counting)))) {
      Copies.applyEach(copy, Renames.statements(renames));
      SchemaFacts now = comparing.reduce(Copies.read(copy));
      Copies.applyEach(copy, FollowingNames.of(renames, now, comparing.reduce(to)));
      return comparing.reduce(Copies.read(copy));
    }
  }

  /** PostgreSQL's majors print definitions differently: the goal is read where the copy is. */
  private ScriptOutcome onCopies(
      SchemaFacts from, SchemaFacts to, ShadowTraits named, List<Rename> renames) {
    try (ShadowDatabase database = Copies.of(shadow, comparing.reduce(from), named)) {
      CopyOnTrial copy = new CopyOnTrial(database, new Spellings(), comparing);
      SchemaFacts start = copy.read();
      copy.spellings().learn(from, start);
      if (to.majorVersion() == start.majorVersion()) {
        return compared(copy, from, start, to, comparing.reduce(to), renames);
      }
      try (ShadowDatabase goal = Copies.of(shadow, comparing.reduce(to), named)) {
        SchemaFacts goalFacts = comparing.reduce(Copies.read(goal));
        copy.spellings().learn(to, goalFacts);
        goalFacts = copy.spellings().told(goalFacts);
        return compared(copy, from, copy.spellings().told(start), to, goalFacts, renames);
      }
    }
  }

  private ScriptOutcome compared(
      CopyOnTrial copy,
      SchemaFacts from,
      SchemaFacts start,
      SchemaFacts to,
      SchemaFacts goal,
      List<Rename> renames) {
    Set<FactKey> touched = touched(from, to);
    List<ObjectDifference> gaps = new ArrayList<>(CopyGaps.between(from, start, comparing));
    gaps.addAll(CopyGaps.between(to, goal, comparing));
    List<String> blocking = new ArrayList<>();
    Set<FactKey> beside = new TreeSet<>();
    for (ObjectDifference gap : gaps) {
      if (touched.contains(gap.key())) {
        blocking.add(gap.words());
      } else {
        beside.add(gap.key());
      }
    }
    if (!blocking.isEmpty()) {
      return refused(
          "the shadow can't hold a copy of what differs",
          "write this part of the script by hand",
          blocking);
    }
    List<String> remarks = new ArrayList<>();
    beside.forEach(key -> remarks.add("not the same on the copy: " + key.words()));
    remarks.addAll(NotNullNames.remarks(from, to, start.majorVersion(), touched));
    SchemaFacts wanted = CopyGaps.asCopied(goal, beside, start);
    List<ScriptStatement> done = new ArrayList<>();
    SchemaFacts renamed = renames.isEmpty() ? start : rename(copy, wanted, renames, done);
    return converge(copy, renamed, wanted, done, remarks);
  }

  /** Renames on the copy; PostgreSQL itself says how everything else reads then. */
  private SchemaFacts rename(
      CopyOnTrial copy, SchemaFacts goal, List<Rename> renames, List<ScriptStatement> done) {
    done.addAll(Renames.statements(renames));
    Copies.applyEach(copy.database(), done);
    SchemaFacts now = copy.read();
    List<ScriptStatement> following = FollowingNames.of(renames, now, goal);
    if (following.isEmpty()) {
      return now;
    }
    Copies.applyEach(copy.database(), following);
    done.addAll(following);
    return copy.read();
  }

  private ScriptOutcome converge(
      CopyOnTrial copy,
      SchemaFacts start,
      SchemaFacts goal,
      List<ScriptStatement> done,
      List<String> remarks) {
    SchemaFacts now = start;
    for (int round = 0; round < ROUNDS; round++) {
      List<ScriptStatement> next = ScriptWriter.write(now, goal);
      List<ScriptStatement> harm = Survival.broken(next, start, goal);
      if (!harm.isEmpty()) {
        return tried("the script would drop what stays", harm.get(0).about().words(), done);
      }
      try {
        copy.apply(next);
      } catch (CopyException e) {
        List<ScriptStatement> tried = new ArrayList<>(done);
        tried.addAll(next);
        return tried(
            "a statement of the script fails on a copy of the database",
            String.valueOf(e.getMessage()),
            tried);
      }
      done.addAll(next);
      List<String> secrets = Secrets.neededBy(done);
      if (!secrets.isEmpty()) {
        return refused(Secrets.MESSAGE, Secrets.HELP, secrets);
      }
      now = copy.read();
      SchemaDifference left = SchemaDifference.between(now, goal, comparing);
      if (left.isEmpty()) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(copy.untried(done));
        if (comparing.columnOrder()) {
          all.addAll(ColumnOrder.remarks(now, goal));
        }
        return new ScriptOutcome.Proven(new MigrationScript(withSettings(done)), all);
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

  private static ScriptOutcome refused(String message, String help, List<String> left) {
    return new ScriptOutcome.Refused(message, help, left, new MigrationScript(List.of()));
  }

  private static ScriptOutcome tried(String message, String left, List<ScriptStatement> tried) {
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
