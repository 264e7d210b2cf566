package dev.sallyport.server.store;

import java.sql.SQLException;

/** Something done with an open session. */
@FunctionalInterface
public interface StoreWork<T> {
  T in(StoreSession session) throws SQLException;
}
