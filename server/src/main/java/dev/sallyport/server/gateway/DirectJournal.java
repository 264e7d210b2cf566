package dev.sallyport.server.gateway;

import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The journal of what runs without a ticket: the audit log has its intent, and will its result. */
final class DirectJournal implements RunJournal {
  @Override
  public Optional<String> interruption() {
    return Optional.empty();
  }

  @Override
  public void started(int last) {}

  @Override
  public void mark(CommitMark mark) {}

  @Override
  public void done(int last, JsonObject result) {}

  @Override
  public void enterLedger(WriteSession session) {}
}
