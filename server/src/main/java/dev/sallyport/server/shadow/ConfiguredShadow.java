package dev.sallyport.server.shadow;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server that somebody named in {@code SHADOW_DATABASE_URL}. Where its role has powers, scripts
 * run as another role that has none.
 */
final class ConfiguredShadow implements ShadowServer {
  private static final Duration ABANDONED = Duration.ofHours(24);
  private static final String ABOUT =
      """
      SELECT (SELECT system_identifier::text FROM pg_catalog.pg_control_system()),
             r.rolsuper, r.rolcreatedb OR r.rolsuper, r.rolcreaterole OR r.rolsuper,
             r.rolsuper OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls OR EXISTS (
               SELECT FROM pg_catalog.pg_roles p
               WHERE p.rolname IN ('pg_read_server_files', 'pg_write_server_files',
                                   'pg_execute_server_program', 'pg_read_all_data',
                                   'pg_write_all_data', 'pg_signal_backend', 'pg_create_subscription')
                 AND pg_catalog.pg_has_role(r.oid, p.oid, 'MEMBER'))
      FROM pg_catalog.pg_roles r WHERE r.rolname = session_user
      """;

  private final ConnectionSettings settings;
  private final Collection<String> targets;
  private @Nullable Powers powers;

  private record Powers(boolean superuser, boolean makesRoles, boolean powerful) {}

  /**
   * @param targets system identifiers of the servers that are no shadows
   */
  ConfiguredShadow(ConnectionSettings settings, Collection<String> targets) {
    this.settings = settings;
    this.targets = List.copyOf(targets);
  }

  private synchronized Powers checked() {
    Powers known = powers;
    if (known != null) {
      return known;
    }
    try (ScriptSession session = ScriptSession.open(settings)) {
      known = judge(session.rows(ABOUT).get(0));
      sweep(session);
    }
    powers = known;
    return known;
  }

  private Powers judge(List<@Nullable String> row) {
    String system = row.get(0);
    if (system == null) {
      throw SallyportException.usage(
          "the server of `SHADOW_DATABASE_URL` does not say which server it is",
          "let its role call `pg_control_system()`, or leave the address out for an embedded one");
    }
    if (targets.contains(system)) {
      throw SallyportException.usage(
          "`SHADOW_DATABASE_URL` is on the same server as the database it stands for",
          "name another server, or leave it out for an embedded one");
    }
    Powers found =
        new Powers("t".equals(row.get(1)), "t".equals(row.get(3)), "t".equals(row.get(4)));
    if (!"t".equals(row.get(2))) {
      throw SallyportException.usage(
          "the role of `SHADOW_DATABASE_URL` may not make databases", "give it `CREATEDB`");
    }
    if (found.powerful() && !found.makesRoles()) {
      throw SallyportException.usage(
          "the role of `SHADOW_DATABASE_URL` can reach more than its own databases",
          "name a role with `CREATEDB` and nothing else");
    }
    return found;
  }

  /** Drops what processes left behind that are gone. */
  private static void sweep(ScriptSession session) {
    String ours =
        "SELECT datname FROM pg_catalog.pg_database d WHERE datname LIKE 'sallyport\\_shadow\\_%'"
            + " AND pg_catalog.pg_has_role(d.datdba, 'MEMBER')";
    for (List<@Nullable String> row : session.rows(ours)) {
      String name = String.valueOf(row.get(0));
      Optional<Owner> owner = Owner.read(name.substring(ShadowDatabase.PREFIX.length()));
      boolean abandoned =
          owner.filter(known -> known.isGone() || known.isOlderThan(ABANDONED)).isPresent();
      if (abandoned) {
        drop(session, name);
      }
    }
  }

  private static void drop(ScriptSession session, String name) {
    try {
      session.run("DROP DATABASE IF EXISTS " + Names.quoted(name) + " WITH (FORCE)");
      session.run("DROP ROLE IF EXISTS " + Names.quoted(name));
    } catch (DatabaseException e) {
      // Another process sweeps at the same time, or it is not ours to drop.
    }
  }

  @Override
  public ConnectionSettings administrator(String database) {
    checked();
    return settings.to(database);
  }

  @Override
  public String maintenance() {
    return settings.database();
  }

  @Override
  public ShadowRole roleFor(String database, Collection<String> roles) {
    if (!checked().powerful()) {
      return new ShadowRole("", "", false);
    }
    ShadowRole role = new ShadowRole(database, Secrets.random(), true);
    try (ScriptSession session = ScriptSession.open(settings)) {
      String name = Names.quoted(role.name());
      session.run("CREATE ROLE " + name + " LOGIN PASSWORD " + Names.literal(role.password()));
      // A role that makes roles, but is no superuser, must be a member to hand a database over.
      session.run("GRANT " + name + " TO CURRENT_USER");
    }
    return role;
  }

  @Override
  public boolean hasRoles() {
    return false;
  }

  @Override
  public boolean isOurs() {
    return checked().superuser();
  }

  /** Nothing is held between databases. */
  @Override
  public void close() {}
}
