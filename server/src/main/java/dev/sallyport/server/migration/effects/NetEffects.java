package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.SchemaScript;
import dev.sallyport.policy.sql.schema.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a script's consequences at its end: of two about the same thing the later one,
 * and nothing about what the script itself dropped again.
 */
final class NetEffects {
  /** A null trait means: whether it is there. */
  private record Question(SchemaObject object, @Nullable Trait trait, int serial) {}

  /** What PostgreSQL prints with the names of other objects in it. */
  private static final Set<Trait> PRINTED =
      EnumSet.of(Trait.DEFINITION, Trait.QUERY, Trait.OUTPUT, Trait.REFERENCED, Trait.GENERATED);

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
    } else if (consequence instanceof Consequence.Renamed renamed) {
      rename(object, renamed.to().in(defaultSchema));
    } else if (consequence instanceof Consequence.Altered) {
      answers.keySet().removeIf(q -> q.object().equals(object) && PRINTED.contains(q.trait()));
    } else if (consequence instanceof Consequence.Has has) {
      put(new Question(object, has.trait(), 0), located(consequence, object));
    } else {
      if (consequence instanceof Consequence.Absent) {
        answers.keySet().removeIf(q -> q.object().equals(object) || q.object().isPartOf(object));
      }
      put(new Question(object, null, 0), located(consequence, object));
    }
  }

  /** What the script said of the old name now holds for the new one. */
  private void rename(SchemaObject from, SchemaObject to) {
    boolean replaces = answers.get(new Question(to, null, 0)) instanceof Consequence.Absent;
    Map<Question, Consequence> before = new LinkedHashMap<>(answers);
    answers.clear();
    String old = FileEffects.plain(from.name());
    before.forEach(
        (question, answer) -> {
          boolean printed = PRINTED.contains(question.trait());
          if (answer instanceof Consequence.Has has && printed && mentions(has.value(), old)) {
            return;
          }
          SchemaObject object = moved(question.object(), from, to);
          answers.put(
              new Question(object, question.trait(), question.serial()),
              ofType(located(answer, object), from, to));
        });
    put(new Question(from, null, 0), new Consequence.Absent(from));
    put(new Question(to, null, 0), new Consequence.Present(to));
    if (replaces && from.kind() == SchemaKind.TYPE) {
      List<String> values =
          answers.keySet().stream()
              .map(Question::object)
              .filter(own -> own.kind() == SchemaKind.ENUM_VALUE && own.isPartOf(to))
              .map(SchemaObject::name)
              .distinct()
              .sorted()
              .toList();
      if (!values.isEmpty()) {
        put(new Question(to, Trait.VALUES, 0), new Consequence.Has(to, Trait.VALUES, values + ""));
      }
    }
  }

  private static SchemaObject moved(SchemaObject object, SchemaObject from, SchemaObject to) {
    if (object.equals(from)) {
      return to;
    }
    return object.isPartOf(from) ? object.movedTo(to) : object;
  }

  private static Consequence ofType(Consequence answer, SchemaObject from, SchemaObject to) {
    if (from.kind() == SchemaKind.TYPE
        && answer instanceof Consequence.Has has
        && has.trait() == Trait.TYPE
        && has.value().replace("[]", "").equals(from.name())) {
      return new Consequence.Has(
          has.object(), has.trait(), has.value().replace(from.name(), to.name()));
    }
    return answer;
  }

  /** Whether a normal form holds a name as a word. */
  static boolean mentions(String form, String name) {
    int at = form.indexOf(name);
    while (at >= 0) {
      boolean starts = at == 0 || !isInside(form.charAt(at - 1));
      int end = at + name.length();
      if (starts && (end == form.length() || !isInside(form.charAt(end)))) {
        return true;
      }
      at = form.indexOf(name, at + 1);
    }
    return false;
  }

  private static boolean isInside(char unit) {
    return unit == '_' || Character.isLetterOrDigit(unit);
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
