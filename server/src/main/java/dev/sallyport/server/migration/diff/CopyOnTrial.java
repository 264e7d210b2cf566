package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.shadow.ShadowDatabase;
import java.util.ArrayList;
import java.util.List;

/** A copy that a script is tried on, read as the databases spell what is in it. */
record CopyOnTrial(ShadowDatabase database, Spellings spellings, Comparing comparing) {
  private static final String LZ4 = " SET COMPRESSION lz4";

  SchemaFacts read() {
    return spellings.told(comparing.reduce(Copies.read(database)));
  }

  void apply(List<ScriptStatement> statements) {
    database.applyOwn("SET check_function_bodies = off");
    Copies.applyEach(database, statements);
  }

  /** What of a script that ran could not be tried, in words. */
  List<String> untried(List<ScriptStatement> script) {
    List<String> untried = new ArrayList<>();
    boolean compresses = script.stream().anyMatch(one -> one.sql().endsWith(LZ4));
    boolean unknown = compresses && !database.compressesWith("lz4");
    for (ScriptStatement statement : script) {
      String words = statement.about().words();
      if (unknown && statement.sql().endsWith(LZ4)) {
        untried.add("not tried, as the shadow does not know it: compression `lz4` of " + words);
      } else if (database.standsInForLanguages()
          && StandIns.isRoutine(statement)
          && StandInFunctions.language(statement.sql()) != null) {
        untried.add("stood in for on the copy, so that its code was not tried: " + words);
      }
    }
    return untried.stream().distinct().toList();
  }
}
