package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is proposed, and refuses what no migration may hold. */
record ProposalSql(SqlReader reader) {

  /**
   * The statements.
   *
   * @throws SallyportException where they are not understood, or are none
   */
  List<Statement> read(String sql) {
    Reading reading = reader.read(sql);
    if (reading instanceof Reading.Refused refused) {
      throw SallyportException.usage(
          "the SQL is not understood: " + refused.message(), refused.help());
    }
    List<Statement> statements = ((Reading.Understood) reading).statements();
    if (statements.isEmpty()) {
      throw SallyportException.usage("the SQL holds no statement", "say what is to be changed");
    }
    if (statements.stream().anyMatch(one -> one.has(EffectKind.TRANSACTION))) {
      throw SallyportException.usage(
          "a migration does not control transactions",
          "leave out `BEGIN` and `COMMIT`: each file runs in a transaction of its own");
    }
    return statements;
  }

  /**
   * A loss that nobody spoke of is a mistake.
   *
   * @param questions what may have been renamed instead
   */
  static void requireSaid(
      ProposalRequest asked, List<Statement> statements, List<String> questions) {
    Optional<Statement> loss = statements.stream().filter(Splitting::losesData).findFirst();
    if (loss.isPresent() && !asked.losesData()) {
      throw SallyportException.usage(
          "the proposal loses data without saying so: it takes " + objects(loss.get()),
          String.join("; ", questions)
              + (questions.isEmpty() ? "" : "; else ")
              + "move the data first and change the schema after; if it is meant to be lost, say so"
              + " with `loses_data: true`");
    }
  }

  private static String objects(Statement statement) {
    Set<String> names = new LinkedHashSet<>();
    for (Effect effect : statement.effects()) {
      if (effect.has(Qualifier.DATA_LOSS)) {
        names.add("`" + effect.object() + "`");
      }
    }
    return String.join(", ", names);
  }
}
