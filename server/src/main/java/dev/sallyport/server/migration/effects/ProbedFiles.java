package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.policy.sql.schema.SchemaScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a history, in order, with what each of them makes. A file is read when it is first
 * asked for: most are told apart by their words alone.
 */
final class ProbedFiles {
  private static final Pattern RENAMES =
      Pattern.compile(
          "\\b(rename|alter\\s+(function|procedure|routine|policy|domain)|set\\s+schema)\\b",
          Pattern.CASE_INSENSITIVE);

  private final SchemaReader reader;
  private final String defaultSchema;
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Source> byName = new HashMap<>();
  private final Map<SchemaObject, List<FileEffects>> byObject = new HashMap<>();

  private @Nullable Mentions mentions;
  private @Nullable List<FileEffects> renamers;

  ProbedFiles(SchemaReader reader, String defaultSchema) {
    this.reader = reader;
    this.defaultSchema = defaultSchema;
  }

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

  /** Adds a file after those that are there. */
  void add(String name, String series, String sql) {
    Source source = new Source(name, series, sources.size(), sql);
    sources.add(source);
    byName.put(name, source);
    mentions = null;
    renamers = null;
  }

  /** Reads some of them at once, on all processors. */
  void read(Collection<String> names) {
    names.stream().flatMap(name -> Stream.ofNullable(byName.get(name))).toList().parallelStream()
        .forEach(Source::effects);
  }

  /** What a file makes; empty where none of that name was added. */
  Optional<FileEffects> effects(String name) {
    return Optional.ofNullable(byName.get(name)).map(Source::effects);
  }

  private static Set<String> touched(SchemaScript script) {
    return script.consequences().stream()
        .filter(c -> c instanceof Consequence.Renamed || c instanceof Consequence.Altered)
        .map(c -> FileEffects.plain(c.object().name()))
        .collect(Collectors.toSet());
  }

  /** Files that rename or alter; only their words can tell before they are read. */
  List<FileEffects> renamers() {
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

  /** The files but one that make or change an object. */
  Stream<FileEffects> others(FileEffects file, SchemaObject object) {
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
