package dev.sallyport.server.database;

import java.util.Set;
import java.util.TreeSet;

/**
 * What the connection's role may do beyond ordinary grants.
 *
 * @param role its name
 * @param superuser or a member of a superuser role
 * @param databaseOwner owns the database
 * @param schemaOwner owns a schema of the database
 * @param tableOwner owns a table of the database
 * @param serverFiles reads or writes files of the server
 * @param serverPrograms runs programs on the server
 * @param bypassesRowSecurity sees rows whatever the policies say
 * @param signalsBackends may end other sessions
 */
public record RolePowers(
    String role,
    boolean superuser,
    boolean databaseOwner,
    boolean schemaOwner,
    boolean tableOwner,
    boolean createsRoles,
    boolean createsDatabases,
    boolean replication,
    boolean serverFiles,
    boolean serverPrograms,
    boolean bypassesRowSecurity,
    boolean signalsBackends) {

  /** The powers held, as policies name them. */
  public Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    add(labels, superuser, "superuser");
    add(labels, databaseOwner, "database-owner");
    add(labels, schemaOwner, "schema-owner");
    add(labels, tableOwner, "table-owner");
    add(labels, createsRoles, "creates-roles");
    add(labels, createsDatabases, "creates-databases");
    add(labels, replication, "replication");
    add(labels, serverFiles, "server-files");
    add(labels, serverPrograms, "server-programs");
    add(labels, bypassesRowSecurity, "bypasses-row-security");
    add(labels, signalsBackends, "signals-backends");
    return labels;
  }

  private static void add(Set<String> labels, boolean held, String label) {
    if (held) {
      labels.add(label);
    }
  }
}
