package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.policy.sql.schema.SchemaScript;
import dev.sallyport.policy.sql.schema.Trait;
import dev.sallyport.server.catalog.SchemaInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks up, object by object, whether what a file makes is in the database.
 *
 * <p>A file is judged within its history: what a later file replaced is not missing, and what
 * another file makes as well proves nothing.
 */
public final class EffectProbe {
  private final SchemaReader reader;
  private final LiveSchema live;
  private final String defaultSchema;
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Source> byName = new HashMap<>();
  private final Map<SchemaObject, List<FileEffects>> byObject = new HashMap<>();
  private static final Pattern RENAMES =
      Pattern.compile(
          "\\b(rename|alter\\s+(function|procedure|routine|policy|domain)|set\\s+schema)\\b",
          Pattern.CASE_INSENSITIVE);

  private @Nullable Mentions mentions;
  private @Nullable List<FileEffects> renamers;

  /** A file that is read when it is first asked for. */
  private final class Source {
    private final String name;
    private final String series;
    private final int place;
    private final String sql;
    private @Nullable FileEffects effects;

    Source(String name, String series, int place, String sql) {
      this.name = name;
      this.series = series;
      this.place = place;
      this.sql = sql;
    }

    FileEffects effects() {
      FileEffects known = effects;
      if (known == null) {
        SchemaScript script = reader.read(sql);
        known =
            new FileEffects(
                name, series, place, script, NetEffects.of(script, defaultSchema), touched(script));
        effects = known;
      }
      return known;
    }
  }

  /** A probe of a database that was read already. */
  public EffectProbe(SchemaReader reader, SchemaInventory inventory, String defaultSchema) {
    this(reader, () -> inventory, defaultSchema);
  }

  /**
   * A probe.
   *
   * @param inventory asked once, and only if a file has to be looked up
   * @param defaultSchema where unqualified names are looked up
   */
  public EffectProbe(
      SchemaReader reader, Supplier<SchemaInventory> inventory, String defaultSchema) {
    this.reader = reader;
    this.live = new LiveSchema(inventory, reader);
    this.defaultSchema = defaultSchema;
  }

  /**
   * Adds a file to the history, in order.
   *
   * @param series files of one series run one after another
   */
  public void add(String name, String series, String sql) {
    Source source = new Source(name, series, sources.size(), sql);
    sources.add(source);
    byName.put(name, source);
    mentions = null;
    renamers = null;
  }

  /** Probes one of the files that were added. */
  public Probing probe(String name) {
    Source source = byName.get(name);
    if (source == null) {
      return Probing.cantTell("the file was not read");
    }
    FileEffects file = source.effects();
    if (file.script().refusal().isPresent()) {
      return Probing.cantTell("PostgreSQL does not read it: " + file.script().refusal().get());
    }
    List<Trace> traces = new ArrayList<>();
    Set<SchemaObject> gone = new HashSet<>();
    for (Consequence expected : file.net()) {
      if (!(expected instanceof Consequence.Has && gone.contains(expected.object()))) {
        Trace trace = look(file, expected);
        traces.add(trace);
        if (trace.state() == Trace.State.MISSING || trace.state() == Trace.State.REPLACED) {
          gone.add(expected.object());
        }
      }
    }
    return judged(file, traces);
  }

  private static Probing judged(FileEffects file, List<Trace> traces) {
    boolean proven = traces.stream().anyMatch(t -> t.state() == Trace.State.SHOWN);
    boolean lacking = traces.stream().anyMatch(Trace::lacking);
    boolean different = traces.stream().anyMatch(t -> t.state() == Trace.State.DIFFERENT);
    List<String> over = new ArrayList<>(file.script().passedOver());
    traces.stream()
        .filter(trace -> trace.state() == Trace.State.UNSURE)
        .map(trace -> "the " + trace.what())
        .forEach(over::add);
    if (lacking) {
      boolean some = proven || different;
      return new Probing(
          some ? Probing.Verdict.PARTLY : Probing.Verdict.NOT_APPLIED, "", traces, over);
    }
    if (proven && over.isEmpty()) {
      return new Probing(Probing.Verdict.APPLIED, "", traces, noted(file));
    }
    String why =
        proven ? "not all of it can be looked up; what can be is there" : whyNot(file, traces);
    return new Probing(Probing.Verdict.CANT_TELL, why, traces, over);
  }

  /** What was not looked up and casts no doubt. */
  private static List<String> noted(FileEffects file) {
    List<String> noted = new ArrayList<>(file.script().noted());
    if (file.script().changesRows()) {
      noted.add("the rows it changes");
    }
    return noted;
  }

  private static Set<String> touched(SchemaScript script) {
    return script.consequences().stream()
        .filter(c -> c instanceof Consequence.Renamed || c instanceof Consequence.Altered)
        .map(c -> FileEffects.plain(c.object().name()))
        .collect(Collectors.toSet());
  }

  private static String whyNot(FileEffects file, List<Trace> traces) {
    if (traces.stream().anyMatch(t -> t.state() == Trace.State.REPLACED)) {
      return "later files replaced everything it made";
    }
    if (!traces.isEmpty()) {
      return "what it makes would be there without it";
    }
    if (file.script().changesRows()) {
      return "it changes rows only, which leave no trace in the schema";
    }
    return file.script().passedOver().isEmpty()
        ? "it makes nothing"
        : "it makes nothing that can be looked up: "
            + String.join(", ", file.script().passedOver());
  }

  private Trace look(FileEffects file, Consequence expected) {
    Trace trace = seen(file, expected);
    if (trace.state() == Trace.State.SHOWN) {
      return isProof(file, expected)
          ? trace
          : new Trace(expected, Trace.State.SHOWN_ANYWAY, trace.found());
    }
    return replacedBy(file, expected)
        .map(later -> new Trace(expected, Trace.State.REPLACED, later.name()))
        .orElse(trace);
  }

  private Trace seen(FileEffects file, Consequence expected) {
    SchemaObject object = expected.object();
    if (expected instanceof Consequence.Present) {
      if (!live.has(object)) {
        return new Trace(expected, Trace.State.MISSING, "");
      }
      boolean broken = object.kind() == SchemaKind.INDEX && !live.isSound(object);
      return broken
          ? new Trace(expected, Trace.State.DIFFERENT, "its build failed and left it invalid")
          : new Trace(expected, Trace.State.SHOWN, "");
    }
    if (expected instanceof Consequence.Absent) {
      Trace.State state = live.has(object) ? Trace.State.MISSING : Trace.State.SHOWN;
      return new Trace(expected, state, "");
    }
    return seenTrait(file, (Consequence.Has) expected);
  }

  private Trace seenTrait(FileEffects file, Consequence.Has expected) {
    if (expected.object().name().isEmpty()) {
      boolean found = live.hasDefinition(expected.object(), expected.value());
      return new Trace(expected, found ? Trace.State.SHOWN : Trace.State.MISSING, "");
    }
    if (expected.trait() == Trait.AFTER || expected.trait() == Trait.VALUES) {
      return seenOfEnum(file, expected);
    }
    Optional<String> actual = live.trait(expected.object(), expected.trait());
    if (actual.isEmpty()) {
      return new Trace(
          expected, live.has(expected.object()) ? Trace.State.SHOWN : Trace.State.MISSING, "");
    }
    if (actual.get().equals(expected.value())) {
      return new Trace(expected, Trace.State.SHOWN, "");
    }
    if (expected.trait() == Trait.QUERY) {
      return new Trace(expected, Trace.State.UNSURE, "");
    }
    boolean plain = expected.trait() == Trait.TYPE || expected.trait() == Trait.NOT_NULL;
    String found = plain ? "it is `" + actual.get() + "`, not `" + expected.value() + "`" : "";
    return new Trace(expected, Trace.State.DIFFERENT, found);
  }

  private Trace seenOfEnum(FileEffects file, Consequence.Has expected) {
    SchemaObject object = expected.object();
    boolean order = expected.trait() == Trait.AFTER;
    String type = order ? String.valueOf(object.parent()) : object.name();
    List<String> values = live.values(object.schema(), type);
    if (order ? !values.contains(object.name()) : values.isEmpty()) {
      return new Trace(expected, Trace.State.MISSING, "");
    }
    if (!order) {
      List<String> extra =
          values.stream()
              .filter(value -> !NetEffects.mentions(expected.value(), value))
              .filter(value -> !isMadeLater(file, object, value))
              .toList();
      return extra.isEmpty()
          ? new Trace(expected, Trace.State.SHOWN, "")
          : new Trace(expected, Trace.State.DIFFERENT, "it also has " + extra);
    }
    int before = values.indexOf(expected.value());
    return before >= 0 && values.indexOf(object.name()) < before
        ? new Trace(expected, Trace.State.DIFFERENT, "it comes before `" + expected.value() + "`")
        : new Trace(expected, Trace.State.SHOWN, "");
  }

  /** Whether a file that does not run before this one adds that value. */
  private boolean isMadeLater(FileEffects file, SchemaObject type, String value) {
    SchemaObject part = new SchemaObject(SchemaKind.ENUM_VALUE, type.schema(), type.name(), value);
    return others(file, part)
        .anyMatch(
            other -> !other.ranBefore(file) && other.net().contains(new Consequence.Present(part)));
  }

  /** Whether the database would look otherwise had the file not run. */
  private boolean isProof(FileEffects file, Consequence expected) {
    SchemaKind kind = expected.object().kind();
    if (kind == SchemaKind.EXTENSION || kind == SchemaKind.SCHEMA) {
      return false;
    }
    if (expected instanceof Consequence.Absent) {
      // Where the file that makes it never ran, there was nothing to drop.
      return others(file, expected.object())
          .anyMatch(other -> other.makes(expected) && !neverRan(other, expected.object()));
    }
    return others(file, expected.object()).noneMatch(other -> other.net().contains(expected));
  }

  private Optional<FileEffects> replacedBy(FileEffects file, Consequence expected) {
    SchemaObject object = expected.object();
    Stream<FileEffects> candidates =
        Stream.concat(Stream.of(object), Stream.concat(object.wholes(), object.allOfItsName()))
            .flatMap(one -> others(file, one));
    return candidates
        .filter(other -> !other.ranBefore(file) && other.undoes(expected) && ran(other))
        .findFirst()
        .or(() -> touchedBy(file, expected));
  }

  /** A file that renamed or altered what the expectation names. */
  private Optional<FileEffects> touchedBy(FileEffects file, Consequence expected) {
    if (!(expected instanceof Consequence.Has has)) {
      return Optional.empty();
    }
    return renamers().stream()
        .filter(other -> other != file && !other.ranBefore(file) && other.touches(has))
        .filter(this::ran)
        .findFirst();
  }

  /** Files that rename or alter; only their words can tell before they are read. */
  private List<FileEffects> renamers() {
    List<FileEffects> known = renamers;
    if (known == null) {
      known =
          sources.stream()
              .filter(source -> RENAMES.matcher(source.sql).find())
              .map(Source::effects)
              .filter(effects -> !effects.touched().isEmpty())
              .toList();
      renamers = known;
    }
    return known;
  }

  /** Whether it makes more than what was dropped later, and none of that is there. */
  private boolean neverRan(FileEffects file, SchemaObject dropped) {
    List<Consequence> rest =
        file.net().stream()
            .filter(own -> !(own instanceof Consequence.Absent))
            .filter(own -> !own.object().equals(dropped) && !own.object().isPartOf(dropped))
            .toList();
    return !rest.isEmpty()
        && rest.stream().noneMatch(own -> seen(file, own).state() == Trace.State.SHOWN);
  }

  /** Whether anything it makes is there; one that only drops is taken to have run. */
  private boolean ran(FileEffects file) {
    List<Consequence> made =
        file.net().stream().filter(own -> !(own instanceof Consequence.Absent)).toList();
    return made.isEmpty()
        || made.stream().anyMatch(own -> seen(file, own).state() == Trace.State.SHOWN);
  }

  private Stream<FileEffects> others(FileEffects file, SchemaObject object) {
    return byObject.computeIfAbsent(object, this::about).stream().filter(other -> other != file);
  }

  private Mentions mentions() {
    Mentions known = mentions;
    if (known == null) {
      known = new Mentions();
      for (Source source : sources) {
        known.add(source.sql);
      }
      mentions = known;
    }
    return known;
  }

  private List<FileEffects> about(SchemaObject object) {
    return mentions().of(object).stream()
        .mapToObj(number -> sources.get(number).effects())
        .filter(file -> file.net().stream().anyMatch(own -> own.object().equals(object)))
        .toList();
  }
}
