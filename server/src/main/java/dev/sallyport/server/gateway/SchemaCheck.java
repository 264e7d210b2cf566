package dev.sallyport.server.gateway;

import dev.sallyport.server.database.WriteSession;

/** Tells how the touched objects differ from what was approved. */
interface SchemaCheck {
  /** In words, as the transaction sees them under its locks; empty where nothing differs. */
  String difference(WriteSession session);
}
