package dev.sallyport.server.gateway;

import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.JsonObject;
import java.util.Optional;

/** What a run makes durable before it goes on. */
interface RunJournal {
  /** Why the run has to stop now; empty: go on. */
  Optional<String> interruption();

  /** A part begins, named by its last step. */
  void started(int last);

  /** Its transaction's mark; nothing is committed before this returned. */
  void mark(CommitMark mark);

  /** The part took effect. */
  void done(int last, JsonObject result);

  /** Lets the target remember the run, in the transaction of its first part. */
  void enterLedger(WriteSession session);
}
