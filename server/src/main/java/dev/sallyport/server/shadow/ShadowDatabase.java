package dev.sallyport.server.shadow;

import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import dev.sallyport.server.database.TargetDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One throw-away database, until it is closed. Scripts pass the SQL reader before anything of them
 * runs, and run as a role without powers.
 *
 * <p>Not for two threads at once.
 */
public final class ShadowDatabase implements AutoCloseable {
  static final String PREFIX = "sallyport_shadow_";
  private static final String COMPRESSION =
      "SELECT coalesce((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'),"
          + " '{}')";

  private final String name;
  private final ShadowServer server;
  private final ConnectionSettings owner;
  private final boolean ownRole;
  private final ShadowTraits traits;
  private final SqlReader reader;
  private final Closing closed;
  private @Nullable TargetDatabase facts;
  private final OwnersSession session;
  private final Administrator administrator;
  private boolean lent = true;
  private boolean foreignTextRan;

  /** Who lends it. */
  interface Closing {
    /** Takes it back; whether it is kept to be lent again. */
    boolean takeBack(ShadowDatabase database);
  }

  ShadowDatabase(
      String name,
      ShadowServer server,
      ConnectionSettings owner,
      boolean ownRole,
      ShadowTraits traits,
      SqlReader reader,
      Closing closed) {
    this.name = name;
    this.server = server;
    this.owner = owner;
    this.ownRole = ownRole;
    this.traits = traits;
    this.reader = reader;
    this.closed = closed;
    this.session = new OwnersSession(owner, traits, server.hasRoles());
    this.administrator =
        new Administrator(server, name, traits.owner() == null ? owner.user() : traits.owner());
  }

  String name() {
    return name;
  }

  /** How its owner, a role without powers, reaches it. */
  public ConnectionSettings settings() {
    return owner;
  }

  /** Asks for facts, as its owner. */
  public <T> T facts(Function<CatalogSession, T> question) {
    TargetDatabase known = facts;
    if (known == null) {
      known = new TargetDatabase(owner, null);
      facts = known;
    }
    return known.facts(question);
  }

  /**
   * What its owner can't be shown, such as the user mappings of others, asked for by one who can;
   * empty where the server is not ours.
   */
  public <T> Optional<T> ownersBlindSpots(Function<CatalogSession, T> question) {
    if (!server.isOurs()) {
      return Optional.empty();
    }
    try (TargetDatabase database = new TargetDatabase(server.administrator(name), null)) {
      return Optional.of(database.facts(question));
    }
  }

  /**
   * Runs scripts in order, each in a session of its own: what one leaves set or open does not reach
   * the next. Stops at the first statement that is refused or fails; what ran before it stays.
   */
  public Replay apply(List<Script> scripts) {
    foreignTextRan = true;
    int statements = 0;
    for (Script script : scripts) {
      Reading reading = reader.read(script.sql());
      if (reading instanceof Reading.Refused refused) {
        return Stops.unread(script, refused);
      }
      List<Statement> understood = ((Reading.Understood) reading).statements();
      Replay replay = run(script, understood);
      if (replay instanceof Replay.Stopped) {
        return replay;
      }
      statements += understood.size();
    }
    return new Replay.Done(statements);
  }

  /** One script. */
  public Replay apply(Script script) {
    return apply(List.of(script));
  }

  private Replay run(Script script, List<Statement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      Optional<String> refusal = ShadowRules.refusal(statements.get(i));
      if (refusal.isPresent()) {
        return Stops.refused(script, statements.get(i), i + 1, refusal.get());
      }
    }
    ScriptSession open = session.open();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      try {
        run(open, statement);
      } catch (DatabaseException e) {
        Replay stopped = Stops.failed(script, statement, i + 1, e);
        session.endScript();
        return stopped;
      }
    }
    session.endScript();
    return new Replay.Done(statements.size());
  }

  private void run(ScriptSession open, Statement statement) {
    try {
      open.run(statement.text());
    } catch (DatabaseException e) {
      boolean lacksPower = "42501".equals(e.sqlState()) && server.isOurs();
      if (lacksPower && ShadowRules.makesHarmlessExtension(statement)) {
        try (ScriptSession administrator = Administrator.session(server.administrator(name))) {
          OwnStatements.prepare(administrator);
          // Where it goes is the owner's affair; its own script has a path of its own.
          administrator.run("RESET search_path");
          administrator.run(statement.text());
        }
      } else if (lacksPower && ShadowRules.mayHandOver(statement)) {
        try (ScriptSession administrator = Administrator.session(server.administrator(name))) {
          OwnStatements.prepare(administrator);
          try (HandOver handOver = HandOver.begin(administrator, traits.roles())) {
            open.run(statement.text());
          }
        }
      } else {
        throw e;
      }
    }
  }

  /**
   * Runs statements of our own writing, deparsed from facts, in one go: all take effect or none.
   * They skip the SQL reader, not the role without powers.
   *
   * @throws DatabaseException with PostgreSQL's words where one fails
   */
  public void applyOwn(Collection<String> statements) {
    if (!statements.isEmpty()) {
      session.open().runTogether(String.join(";\n", statements));
    }
  }

  /**
   * Runs one statement of our own writing. The few that only a superuser may run, and that run no
   * code of anybody's, are run by the administrator of a server of ours.
   *
   * @throws DatabaseException with PostgreSQL's words where it fails
   */
  public void applyOwn(String statement) {
    try {
      session.open().run(statement);
    } catch (DatabaseException e) {
      if (!server.isOurs() || !administrator.helps(statement, e, session.open())) {
        throw e;
      }
    }
  }

  /** Whether values can be compressed with a method here. */
  public boolean compressesWith(String method) {
    return facts(session -> session.rows(COMPRESSION, row -> row.texts(1)).get(0).contains(method));
  }

  /** Whether languages can be stood in for here. */
  public boolean standsInForLanguages() {
    return server.isOurs();
  }

  /**
   * Makes languages in which functions can be made and can't run.
   *
   * @param names all begin with {@code sallyport_as_}
   */
  public void standInForLanguages(Set<String> names) {
    administrator.standInForLanguages(names);
  }

  void makeExtensions(List<String> extensions) {
    try (ScriptSession administrator = Administrator.session(administratorOrOwner())) {
      OwnStatements.prepare(administrator);
      administrator.run("SET search_path = public");
      for (String extension : extensions) {
        try {
          administrator.run(
              "CREATE EXTENSION IF NOT EXISTS " + Names.quoted(extension) + " CASCADE");
        } catch (DatabaseException e) {
          // Not available here: the script that needs it says so.
          if (e.kind() != DatabaseException.Kind.STATEMENT_FAILED) {
            throw e;
          }
        }
      }
    }
  }

  private ConnectionSettings administratorOrOwner() {
    return server.isOurs() ? server.administrator(name) : owner;
  }

  ShadowTraits traits() {
    return traits;
  }

  /** Lends it once more. */
  void lendAgain() {
    administrator.forget();
    lent = true;
  }

  /**
   * Makes it as new where that is cheap and certain: on a server of ours, when nobody's script but
   * our own ran in it.
   */
  boolean wipe() {
    if (foreignTextRan || !server.hasRoles() || !traits.extensions().isEmpty()) {
      return false;
    }
    session.close();
    TreeSet<String> roles = new TreeSet<>(traits.roles());
    roles.add(owner.user());
    try (ScriptSession administrator = Administrator.session(server.administrator(name))) {
      return Wipe.run(administrator, roles);
    } catch (DatabaseException e) {
      return false;
    }
  }

  /** Gives it back: it is dropped, or emptied for the next. */
  @Override
  public void close() {
    if (lent) {
      lent = false;
      if (!closed.takeBack(this)) {
        drop();
      }
    }
  }

  /** Drops the database, whoever still uses it. */
  void drop() {
    session.close();
    if (facts != null) {
      facts.close();
      facts = null;
    }
    try (ScriptSession administrator =
        ScriptSession.open(server.administrator(server.maintenance()))) {
      administrator.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      if (ownRole) {
        administrator.run("DROP ROLE IF EXISTS " + name);
      }
    }
  }
}
