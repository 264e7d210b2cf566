package dev.sallyport.server.shadow;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.ScriptSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An embedded PostgreSQL for shadows of this process alone.
 *
 * <p>Its superusers have names that nobody guesses, so that {@code postgres} and every other role
 * of the database it stands for can be made here, without powers.
 */
final class EmbeddedShadow implements ShadowServer {
  private final Path parent;
  private final Set<String> roles = new HashSet<>();
  private @Nullable EmbeddedServer server;
  private @Nullable Path folder;
  private @Nullable ConnectionSettings administrator;

  EmbeddedShadow(Path parent) {
    this.parent = parent;
  }

  private synchronized ConnectionSettings started() {
    ConnectionSettings known = administrator;
    if (known != null) {
      return known;
    }
    ShadowFolders.sweep(parent);
    try {
      Path own = Files.createDirectories(parent.resolve(Owner.ofThisProcess().text()));
      folder = Files.createTempDirectory(own, "server");
      EmbeddedServer started = EmbeddedServer.start(folder);
      server = started;
      known = rename(started);
      administrator = known;
      return known;
    } catch (IOException e) {
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the folder of shadow databases can't be made",
          "check the home's rights, or set `SHADOW_DATABASE_URL`",
          e);
    }
  }

  /** Gives the superusers names of their own, and {@code postgres} to nobody. */
  private static ConnectionSettings rename(EmbeddedServer server) {
    String name = "sallyport_" + Secrets.random();
    String password = Secrets.random();
    EmbeddedDatabase bootstrap = server.administer("postgres");
    bootstrap.run("CREATE ROLE " + name + " SUPERUSER LOGIN PASSWORD '" + password + "'");
    ConnectionSettings administrator =
        ConnectionSettings.parse(
            "postgresql://%s:%s@127.0.0.1:%d/postgres?sslmode=disable"
                .formatted(name, password, server.port()));
    try (ScriptSession session = ScriptSession.open(administrator)) {
      session.run("ALTER ROLE postgres RENAME TO sallyport_" + Secrets.random());
    }
    return administrator;
  }

  @Override
  public ConnectionSettings administrator(String database) {
    return started().to(database);
  }

  @Override
  public String maintenance() {
    return "postgres";
  }

  @Override
  public synchronized ShadowRole roleFor(String database, Collection<String> named) {
    ShadowRole role = new ShadowRole(database, Secrets.random(), true);
    StringBuilder sql = new StringBuilder();
    for (String name : named) {
      if (!name.startsWith("pg_") && roles.add(name)) {
        sql.append("CREATE ROLE ").append(Names.quoted(name)).append(";\n");
      }
    }
    sql.append("CREATE ROLE ").append(role.name()).append(" LOGIN PASSWORD ");
    sql.append(Names.literal(role.password())).append(";\n");
    for (String name : named) {
      if (!name.startsWith("pg_")) {
        // So that it may hand objects over to them, as the real owner could.
        sql.append("GRANT ").append(Names.quoted(name)).append(" TO ").append(role.name());
        sql.append(";\n");
      }
    }
    try (ScriptSession session = ScriptSession.open(started())) {
      session.runTogether(sql.toString());
    }
    return role;
  }

  @Override
  public boolean hasRoles() {
    return true;
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public synchronized void close() {
    EmbeddedServer running = server;
    if (running != null) {
      server = null;
      running.close();
    }
    if (folder != null) {
      ShadowFolders.remove(folder);
      ShadowFolders.removeIfEmpty(Objects.requireNonNull(folder.getParent()));
    }
  }
}
