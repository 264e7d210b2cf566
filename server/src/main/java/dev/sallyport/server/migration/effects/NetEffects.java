package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.SchemaScript;
import dev.sallyport.policy.sql.schema.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a script's consequences at its end: of two about the same thing the later one,
 * and nothing about what the script itself dropped again.
 */
final class NetEffects {
  /** A null trait means: whether it is there. */
  private record Question(SchemaObject object, @Nullable Trait trait, int serial) {}

  private final String defaultSchema;
  private final Map<Question, Consequence> answers = new LinkedHashMap<>();
  private int unnamed;

  private NetEffects(String defaultSchema) {
    this.defaultSchema = defaultSchema;
  }

  static List<Consequence> of(SchemaScript script, String defaultSchema) {
    NetEffects net = new NetEffects(defaultSchema);
    script.consequences().forEach(net::add);
    return new ArrayList<>(net.answers.values());
  }

  private void add(Consequence consequence) {
    SchemaObject object = consequence.object().in(defaultSchema);
    if (object.name().isEmpty()) {
      // PostgreSQL names it: only its definition finds it again.
      if (consequence instanceof Consequence.Has has) {
        put(new Question(object, has.trait(), ++unnamed), located(consequence, object));
      }
    } else if (consequence instanceof Consequence.Has has) {
      put(new Question(object, has.trait(), 0), located(consequence, object));
    } else {
      if (consequence instanceof Consequence.Absent) {
        answers.keySet().removeIf(q -> q.object().equals(object) || q.object().isPartOf(object));
      }
      put(new Question(object, null, 0), located(consequence, object));
    }
  }

  /** Again at the end: the later one also stands later. */
  private void put(Question question, Consequence answer) {
    answers.remove(question);
    answers.put(question, answer);
  }

  private static Consequence located(Consequence consequence, SchemaObject object) {
    if (consequence instanceof Consequence.Has has) {
      return new Consequence.Has(object, has.trait(), has.value());
    }
    return consequence instanceof Consequence.Present
        ? new Consequence.Present(object)
        : new Consequence.Absent(object);
  }
}
