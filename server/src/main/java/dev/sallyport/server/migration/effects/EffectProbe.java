package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.catalog.SchemaInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks up, object by object, whether what a file makes is in the database.
 *
 * <p>A file is judged within its history: what a later file replaced is not missing, and what
 * another file makes as well proves nothing.
 */
public final class EffectProbe {
  private final ProbedFiles files;
  private final Sighting sighting;

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
    this.files = new ProbedFiles(reader, defaultSchema);
    this.sighting = new Sighting(new LiveSchema(inventory, reader), files);
  }

  /**
   * Adds a file to the history, in order.
   *
   * @param series files of one series run one after another
   */
  public void add(String name, String series, String sql) {
    files.add(name, series, sql);
  }

  /** Reads files that will be probed, faster than one by one. */
  public void read(Collection<String> names) {
    files.read(names);
  }

  /** Probes one of the files that were added. */
  public Probing probe(String name) {
    return files
        .effects(name)
        .map(this::probe)
        .orElseGet(() -> Probing.cantTell("the file was not read"));
  }

  private Probing probe(FileEffects file) {
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
    Trace trace = sighting.of(file, expected);
    if (trace.state() == Trace.State.SHOWN) {
      return isProof(file, expected)
          ? trace
          : new Trace(expected, Trace.State.SHOWN_ANYWAY, trace.found());
    }
    return replacedBy(file, expected)
        .map(later -> new Trace(expected, Trace.State.REPLACED, later.name()))
        .orElse(trace);
  }

  /** Whether the database would look otherwise had the file not run. */
  private boolean isProof(FileEffects file, Consequence expected) {
    SchemaKind kind = expected.object().kind();
    if (kind == SchemaKind.EXTENSION || kind == SchemaKind.SCHEMA) {
      return false;
    }
    if (expected instanceof Consequence.Absent) {
      // Where the file that makes it never ran, there was nothing to drop.
      return files
          .others(file, expected.object())
          .anyMatch(other -> other.makes(expected) && !neverRan(other, expected.object()));
    }
    return files.others(file, expected.object()).noneMatch(other -> other.net().contains(expected));
  }

  private Optional<FileEffects> replacedBy(FileEffects file, Consequence expected) {
    SchemaObject object = expected.object();
    Stream<FileEffects> candidates =
        Stream.concat(Stream.of(object), Stream.concat(object.wholes(), object.allOfItsName()))
            .flatMap(one -> files.others(file, one));
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
    return files.renamers().stream()
        .filter(other -> other != file && !other.ranBefore(file) && other.touches(has))
        .filter(this::ran)
        .findFirst();
  }

  /** Whether it makes more than what was dropped later, and none of that is there. */
  private boolean neverRan(FileEffects file, SchemaObject dropped) {
    List<Consequence> rest =
        file.net().stream()
            .filter(own -> !(own instanceof Consequence.Absent))
            .filter(own -> !own.object().equals(dropped) && !own.object().isPartOf(dropped))
            .toList();
    return !rest.isEmpty()
        && rest.stream().noneMatch(own -> sighting.of(file, own).state() == Trace.State.SHOWN);
  }

  /** Whether anything it makes is there; one that only drops is taken to have run. */
  private boolean ran(FileEffects file) {
    List<Consequence> made =
        file.net().stream().filter(own -> !(own instanceof Consequence.Absent)).toList();
    return made.isEmpty()
        || made.stream().anyMatch(own -> sighting.of(file, own).state() == Trace.State.SHOWN);
  }
}
