package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.catalog.SchemaFingerprint;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket's approvers signed, compared with what its transaction sees: the schema before the
 * first statement, and what each later statement would do after the ones before it.
 */
final class ApprovedSchema implements SchemaCheck {
  private static final Set<EffectKind> DEFINITIONS =
      EnumSet.of(EffectKind.CREATE, EffectKind.ALTER, EffectKind.DROP);

  private final Ticket ticket;
  private final Redecision again;
  private final List<Statement> statements;
  private List<Statement> approved = List.of();
  private SchemaFingerprint expected;
  private int next;
  private @Nullable TableWatch watch;

  ApprovedSchema(Ticket ticket, Redecision again, List<Statement> statements) {
    this.ticket = ticket;
    this.again = again;
    this.statements = statements;
    this.expected = signed(ticket);
  }

  @Override
  public String difference(WriteSession session) {
    List<Statement> rest = again.locked(statements.subList(next, statements.size()), session);
    if (next == 0) {
      approved = rest;
    }
    SchemaFingerprint now = fingerprint(rest, session);
    if (now.digest().equals(expectedDigest())) {
      watch = TableWatch.of(rest, session);
      return "";
    }
    List<String> words = expected.differenceTo(now);
    return words.isEmpty()
        ? "the touched objects are not what they were"
        : String.join("; ", words);
  }

  /** At first it is what was signed; the facts that come with it are for words only. */
  private String expectedDigest() {
    return next == 0 ? ticket.request().fingerprint() : expected.digest();
  }

  private SchemaFingerprint fingerprint(List<Statement> resolved, WriteSession session) {
    return again.catalog().fingerprint(Touched.objects(resolved), session.catalog());
  }

  @Override
  public void expectAfter(WriteSession session, int next) {
    this.next = next;
    expected =
        fingerprint(again.resolved(statements.subList(next, statements.size()), session), session);
  }

  @Override
  public String differenceAfterAlone(WriteSession session, int step) {
    List<Statement> rest = again.resolved(statements.subList(step, statements.size()), session);
    LoneWork work = new LoneWork(rest.get(0));
    List<String> words = work.beside(expected, fingerprint(rest, session));
    expectAfter(session, step + 1);
    return String.join("; ", words);
  }

  @Override
  public String objection(int step, WriteSession session) {
    if (step == 0) {
      return "";
    }
    List<Statement> now = again.resolved(List.of(statements.get(step)), session);
    List<String> objections = new ArrayList<>(Stricter.than(ticket, again.of(now)));
    Redecision.added(now.get(0), approved).stream()
        .map(Effect::object)
        .distinct()
        .forEach(object -> objections.add("it would also run `" + object + "`"));
    return objections.isEmpty()
        ? ""
        : "after the statements before it, statement "
            + (step + 1)
            + " is not what was approved: "
            + String.join("; ", objections)
            + "; send it as a request of its own, after the others";
  }

  /** Nothing locks a function; it is looked at again. */
  @Override
  public String laterDifference(WriteSession session) {
    Set<String> emptied = watch == null ? Set.of() : watch.emptied(approved, session);
    if (!emptied.isEmpty()) {
      return "it would empty or drop `"
          + String.join("`, `", emptied)
          + "`, which the ticket does not say: write that as a statement of its own";
    }
    if (approved.stream().anyMatch(ApprovedSchema::definesFunctions)) {
      return "";
    }
    SchemaFingerprint now =
        again.catalog().fingerprint(Touched.objects(approved), session.catalog());
    return String.join("; ", signed().functions().differenceTo(now.functions()));
  }

  private static boolean definesFunctions(Statement statement) {
    return statement.effects().stream()
        .anyMatch(
            effect ->
                DEFINITIONS.contains(effect.kind())
                    && (effect.objectKind() == ObjectKind.FUNCTION
                        || effect.objectKind() == ObjectKind.PROCEDURE));
  }

  private SchemaFingerprint signed() {
    return signed(ticket);
  }

  /** The facts behind the fingerprint that the ticket carries. */
  static SchemaFingerprint signed(Ticket ticket) {
    JsonObject schema = ticket.request().view().getJsonObject("schema");
    Map<String, String> facts = new HashMap<>();
    if (schema != null) {
      schema.keySet().forEach(name -> facts.put(name, schema.getString(name)));
    }
    return new SchemaFingerprint(facts);
  }
}
