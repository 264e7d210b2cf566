package dev.sallyport.policy.rules.trial;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Node.Mapping;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The request of a test case. Without a catalog, unqualified names are of one given schema. */
final class TestRequest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Fields given;
  private final Function<String, Reading> reader;

  TestRequest(Fields given, Function<String, Reading> reader) {
    this.given = given;
    this.reader = reader;
  }

  PolicyRequest of(Fields file) throws UnreadableCaseException {
    Fields when = file.section("when").orElseGet(() -> new Fields(new Mapping(List.of(), 1, 1)));
    Optional<String> sql = file.text("when").or(() -> when.text("sql"));
    List<Statement> statements = new ArrayList<>();
    if (sql.isPresent()) {
      statements.addAll(read(sql.get()));
    }
    List<Effect> effects = new ArrayList<>();
    when.items("effects").forEach(node -> effects.add(effect(Fields.of(node))));
    if (!effects.isEmpty()) {
      statements.add(new Statement("", new Span(0, 0), effects, Set.of()));
    }
    return request(operation(when, statements), statements);
  }

  private static Operation operation(Fields when, List<Statement> statements) {
    boolean query = statements.size() == 1 && statements.get(0).isRead();
    return when.text("operation")
        .flatMap(Operation::of)
        .orElse(query ? Operation.QUERY : Operation.EXECUTE);
  }

  private PolicyRequest request(Operation operation, List<Statement> statements) {
    return new PolicyRequest(
        operation,
        statements,
        given.text("environment").orElse("production"),
        database(),
        agent(),
        given.text("time").map(TestRequest::instant).orElse(NOON),
        given.text("justification").orElse(""),
        given.whole("estimated-rows").orElse(null),
        Set.copyOf(given.texts("fulfillable")));
  }

  private static Instant instant(String text) {
    return Instant.parse(text.length() == 17 ? text.replace("Z", ":00Z") : text);
  }

  private Agent agent() {
    return given
        .section("agent")
        .map(
            fields ->
                new Agent(
                    fields.text("id").orElse(""),
                    !fields.has("verified") || fields.flag("verified")))
        .orElse(new Agent(Agent.ANONYMOUS + "project", false));
  }

  private TargetFacts database() {
    Fields fields =
        given.section("database").orElseGet(() -> new Fields(new Mapping(List.of(), 1, 1)));
    return new TargetFacts(
        fields.text("host").orElse("localhost"),
        Set.copyOf(fields.texts("addresses")),
        fields.text("name").orElse("app"),
        null,
        null,
        Set.copyOf(fields.texts("powers")));
  }

  private List<Statement> read(String sql) throws UnreadableCaseException {
    Reading reading = reader.apply(sql);
    if (reading instanceof Reading.Refused refused) {
      throw new UnreadableCaseException("the text is not run: " + refused.message());
    }
    return ((Reading.Understood) reading)
        .statements().stream()
            .map(
                statement ->
                    new Statement(
                        statement.text(),
                        statement.span(),
                        statement.effects().stream().map(this::resolved).toList(),
                        statement.references()))
            .toList();
  }

  private Effect effect(Fields fields) {
    Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
    fields
        .texts("qualifiers")
        .forEach(
            word -> find(Qualifier.values(), Qualifier::label, word).ifPresent(qualifiers::add));
    String object = fields.text("object").orElse("");
    int dot = object.indexOf('.');
    ObjectName name =
        dot < 0
            ? ObjectName.of(object)
            : ObjectName.of(object.substring(0, dot), object.substring(dot + 1));
    ObjectKind kind =
        fields
            .text("object-kind")
            .flatMap(word -> find(ObjectKind.values(), ObjectKind::label, word))
            .orElse(object.isEmpty() ? ObjectKind.NONE : ObjectKind.TABLE);
    return new Effect(
        fields
            .text("kind")
            .flatMap(word -> find(EffectKind.values(), EffectKind::label, word))
            .orElse(EffectKind.UNKNOWN),
        kind,
        name,
        Set.copyOf(fields.texts("columns")),
        qualifiers);
  }

  private Effect resolved(Effect effect) {
    ObjectName name = effect.object();
    if (name.schema() != null
        || name.name().isEmpty()
        || effect.objectKind().livesOutsideSchemas()) {
      return effect;
    }
    String schema =
        name.name().startsWith("pg_") ? "pg_catalog" : given.text("search-path").orElse("public");
    return new Effect(
        effect.kind(),
        effect.objectKind(),
        ObjectName.of(schema, name.name()),
        effect.columns(),
        effect.qualifiers());
  }

  private static <T> Optional<T> find(T[] values, Function<T, String> label, String word) {
    return Arrays.stream(values).filter(value -> label.apply(value).equals(word)).findFirst();
  }
}
