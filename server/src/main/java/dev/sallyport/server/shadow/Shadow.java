package dev.sallyport.server.shadow;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.ScriptSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lends throw-away databases. Starts its server, or connects to the configured one, with the first
 * database; what it lent and nobody gave back is dropped when it closes, and what a crash left
 * behind when the next one opens.
 *
 * <p>Thread-safe. One for a process is enough: its server is kept warm.
 */
public final class Shadow implements AutoCloseable {
  /** Two processes of one number and second can't be, but two shadows of one process can. */
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Databases kept for the next one who asks. */
  private static final int SPARES = 4;

  private final ShadowServer server;
  private final SqlReader reader;
  private final Set<ShadowDatabase> lent = ConcurrentHashMap.newKeySet();
  private final Deque<ShadowDatabase> spare = new ArrayDeque<>();

  private volatile boolean closing;

  private Shadow(ShadowServer server, SqlReader reader) {
    this.server = server;
    this.reader = reader;
  }

  /**
   * The shadow that a configuration asks for.
   *
   * @param url {@code SHADOW_DATABASE_URL}; null for an embedded server
   * @param home a folder of mode 0700, for the embedded server's data
   * @param targets system identifiers of the servers that must not be used as a shadow
   */
  public static Shadow open(
      @Nullable String url, Path home, Collection<String> targets, SqlReader reader) {
    return url == null
        ? embedded(home, reader)
        : new Shadow(new ConfiguredShadow(ConnectionSettings.parse(url), targets), reader);
  }

  /** A shadow on an embedded server of its own, below {@code home}. */
  public static Shadow embedded(Path home, SqlReader reader) {
    return new Shadow(new EmbeddedShadow(home.resolve("shadow")), reader);
  }

  /**
   * Makes an empty database. The caller closes it.
   *
   * @throws dev.sallyport.server.SallyportException where the server can't be used
   */
  public ShadowDatabase lend(ShadowTraits traits) {
    ShadowDatabase known = spare(traits);
    if (known != null) {
      known.lendAgain();
      lent.add(known);
      return known;
    }
    String name =
        ShadowDatabase.PREFIX + Owner.ofThisProcess().text() + "_" + NUMBER.incrementAndGet();
    ShadowServer.ShadowRole role = server.roleFor(name, traits.roles());
    ConnectionSettings administrator = server.administrator(server.maintenance());
    ConnectionSettings owner =
        role.name().isEmpty()
            ? administrator.to(name)
            : administrator.as(name, role.name(), role.password());
    ShadowDatabase database =
        new ShadowDatabase(name, server, owner, role.temporary(), traits, reader, this::takeBack);
    try {
      String own = server.hasRoles() ? traits.owner() : null;
      make(database, administrator, own == null ? owner.user() : own, traits);
    } catch (RuntimeException e) {
      database.drop();
      throw e;
    }
    lent.add(database);
    return database;
  }

  private @Nullable ShadowDatabase spare(ShadowTraits traits) {
    synchronized (spare) {
      for (ShadowDatabase database : spare) {
        if (database.traits().equals(traits)) {
          spare.remove(database);
          return database;
        }
      }
    }
    return null;
  }

  private boolean takeBack(ShadowDatabase database) {
    lent.remove(database);
    if (closing || !database.wipe()) {
      return false;
    }
    ShadowDatabase oldest = null;
    synchronized (spare) {
      spare.addLast(database);
      if (spare.size() > SPARES) {
        oldest = spare.removeFirst();
      }
    }
    if (oldest != null) {
      oldest.drop();
    }
    return true;
  }

  private void make(
      ShadowDatabase database,
      ConnectionSettings administrator,
      String owner,
      ShadowTraits traits) {
    try (ScriptSession session = ScriptSession.open(administrator)) {
      Creation.run(session, database.name(), owner, traits);
    }
    List<String> extensions = new ArrayList<>(traits.extensions());
    extensions.removeIf(extension -> !ShadowRules.isHarmless(extension));
    if (!extensions.isEmpty()) {
      database.makeExtensions(extensions);
    }
  }

  /** Whether roles of a target can be had here, so that owners and privileges can be tried. */
  public boolean hasRoles() {
    return server.hasRoles();
  }

  /** Drops what is still lent, and stops the embedded server. */
  @Override
  public void close() {
    closing = true;
    try {
      List.copyOf(lent).forEach(ShadowDatabase::close);
      List.copyOf(spare).forEach(ShadowDatabase::drop);
    } finally {
      server.close();
    }
  }
}
