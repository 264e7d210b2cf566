package dev.sallyport.server.migration.history;

import dev.sallyport.server.catalog.SchemaInventory;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What the database says of a history; can be asked on a thread of its own while the project's
 * files are read. Whatever goes wrong is told to who asks for the answer.
 */
final class DatabaseSide {
  private final FutureTask<String> schema;
  private final FutureTask<TrackingTable> table;
  private final FutureTask<SchemaInventory> inventory;

  private DatabaseSide(History.Facts facts) {
    schema = new FutureTask<>(() -> facts.ask(TrackingSchema::of));
    table =
        new FutureTask<>(
            () -> {
              String name = answer(schema);
              return facts.ask(session -> TrackingTable.read(session, name));
            });
    inventory = new FutureTask<>(() -> facts.ask(SchemaInventory::read));
  }

  static DatabaseSide of(History.Facts facts) {
    return new DatabaseSide(facts);
  }

  /** Begins to ask for the tracking table, which nearly every answer needs. */
  void beginTable() {
    behind(
        () -> {
          schema.run();
          table.run();
        });
  }

  /** Begins to ask for every object, which probing needs. */
  void beginInventory() {
    behind(inventory);
  }

  /** The schema that holds the history. */
  String schema() {
    return answer(schema);
  }

  TrackingTable table() {
    return answer(table);
  }

  /** Every object of the database. */
  SchemaInventory inventory() {
    return answer(inventory);
  }

  private static void behind(Runnable work) {
    Thread thread = new Thread(work, "history-database");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for what was begun; asks what was not. */
  private static <T> T answer(FutureTask<T> task) {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("nobody waits for the history any more");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      if (e.getCause() instanceof Error own) {
        throw own;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
