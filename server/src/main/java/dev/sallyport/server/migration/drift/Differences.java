package dev.sallyport.server.migration.drift;

import dev.sallyport.server.migration.diff.MigrationScript;
import dev.sallyport.server.migration.diff.ObjectDifference;
import dev.sallyport.server.migration.diff.RenameCandidate;
import dev.sallyport.server.migration.diff.SchemaDiff;
import dev.sallyport.server.migration.diff.SchemaDifference;
import dev.sallyport.server.migration.diff.ScriptOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a comparison of two came to.
 *
 * @param script null where none was asked for or none is needed
 * @param remarks what to know about the comparison, in words
 */
public record Differences(
    SchemaDifference difference,
    @Nullable ScriptOutcome script,
    List<RenameCandidate> renames,
    List<String> remarks) {
  /** That what is said may be true no more. */
  static final String CHANGED =
      "the database's schema changed while it was compared: compare again";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Differences {
    renames = List.copyOf(renames);
    remarks = List.copyOf(remarks);
  }

  /** The same, where a database that was compared is no longer what it was. */
  Differences outdated() {
    List<String> more = new ArrayList<>(remarks);
    more.add(CHANGED);
    return new Differences(difference, script, renames, more);
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return difference.isEmpty();
  }

  /** One line for each object. */
  public List<String> words() {
    return difference.words();
  }

  /** The proven script; empty where there is none. */
  public String scriptText() {
    return script instanceof ScriptOutcome.Proven proven ? proven.script().text() : "";
  }

  /** Everything as JSON-ready values. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("equal", isEmpty());
    map.put("words", words());
    map.put("differences", difference.objects().stream().map(Differences::entry).toList());
    map.put("patch", JSON.readValue(difference.patch().toJsonArray().toString(), List.class));
    map.put("renames", renames.stream().map(RenameCandidate::words).toList());
    List<String> said = new ArrayList<>(remarks);
    if (script instanceof ScriptOutcome.Proven proven) {
      map.put("script", proven.script().standalone());
      losses(map, proven.script());
      said.addAll(proven.remarks());
      said.addAll(proven.script().rewrites());
    } else if (script instanceof ScriptOutcome.Refused refused) {
      map.put("script", null);
      map.put("script_refused", refused(refused));
      losses(map, refused.tried());
    }
    map.put("remarks", said);
    map.put("not_modelled", SchemaDiff.unmodelled(difference.after()));
    return map;
  }

  private static void losses(Map<String, @Nullable Object> map, MigrationScript script) {
    map.put("data_loss", !script.losses().isEmpty());
    map.put("losses", script.losses());
  }

  private static Map<String, @Nullable Object> entry(ObjectDifference difference) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("object", difference.key().text());
    entry.put("kind", difference.key().kind().label());
    entry.put("change", difference.change().name().toLowerCase(Locale.ROOT));
    entry.put("words", difference.words());
    return entry;
  }

  private static Map<String, @Nullable Object> refused(ScriptOutcome.Refused refused) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("message", refused.message());
    map.put("help", refused.help());
    map.put("left", refused.left());
    map.put("tried", refused.tried().text());
    return map;
  }
}
