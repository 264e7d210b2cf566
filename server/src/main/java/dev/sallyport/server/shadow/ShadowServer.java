package dev.sallyport.server.shadow;

import dev.sallyport.server.database.ConnectionSettings;
import java.util.Collection;

/** A server that shadow databases are made on. Started or connected to when first asked. */
interface ShadowServer extends AutoCloseable {

  /** How its administrator reaches one of its databases. */
  ConnectionSettings administrator(String database);

  /** Which of its databases the administrator connects to for making others. */
  String maintenance();

  /** The role that owns a new database and runs its scripts; without powers. */
  ShadowRole roleFor(String database, Collection<String> roles);

  /** Whether roles of the target can be made here, without powers. */
  boolean hasRoles();

  /** Whether the administrator may make extensions that owners may not. */
  boolean isOurs();

  @Override
  void close();

  /**
   * A role to run scripts as.
   *
   * @param temporary whether it goes with its database
   */
  record ShadowRole(String name, String password, boolean temporary) {}
}
