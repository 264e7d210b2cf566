package dev.sallyport.server.guard.setup;

import dev.sallyport.server.SallyportException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files were before, kept in Sallyport's home, where no agent's edit reaches it. */
final class Keepsakes {
  private final Path file;
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  /**
   * One file.
   *
   * @param before empty where there was no file
   * @param after what was written last
   * @param inserted the pieces that were put into it
   * @param folders that had to be made for it, the deepest first
   */
  record Kept(
      String path,
      Optional<String> before,
      String after,
      List<String> inserted,
      List<String> folders) {}

  private Keepsakes(Path file) {
    this.file = file;
  }

  static Keepsakes in(Path home) {
    Keepsakes keepsakes = new Keepsakes(home.resolve("init.json"));
    keepsakes.read();
    return keepsakes;
  }

  List<Kept> all() {
    return List.copyOf(kept.values());
  }

  /** Notes what is there before anything is written, so that a crash loses nothing. */
  void before(FileEdit edit) {
    kept.putIfAbsent(
        edit.path(),
        new Kept(edit.path(), edit.before(), edit.after(), edit.inserted(), List.of()));
    write();
  }

  void after(FileEdit edit, List<String> folders) {
    Kept first = kept.get(edit.path());
    if (first != null) {
      List<String> pieces = new ArrayList<>(first.inserted());
      edit.inserted().stream().filter(piece -> !pieces.contains(piece)).forEach(pieces::add);
      kept.put(
          edit.path(),
          new Kept(
              edit.path(),
              first.before(),
              edit.after(),
              pieces,
              first.folders().isEmpty() ? folders : first.folders()));
      write();
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
      for (JsonObject each : reader.readArray().getValuesAs(JsonObject.class)) {
        kept.put(
            each.getString("path"),
            new Kept(
                each.getString("path"),
                each.containsKey("before")
                    ? Optional.of(each.getString("before"))
                    : Optional.empty(),
                each.getString("after"),
                texts(each, "inserted"),
                texts(each, "folders")));
      }
    } catch (IOException | JsonException | NullPointerException | ClassCastException e) {
      throw SallyportException.environment(
          "`" + file + "` can't be read", "restore it, or take the files out by hand");
    }
  }

  private static List<String> texts(JsonObject object, String key) {
    return object.getJsonArray(key).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }

  private void write() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Kept each : kept.values()) {
      var object = Json.createObjectBuilder().add("path", each.path());
      each.before().ifPresent(before -> object.add("before", before));
      all.add(
          object
              .add("after", each.after())
              .add("inserted", Json.createArrayBuilder(each.inserted()))
              .add("folders", Json.createArrayBuilder(each.folders())));
    }
    try {
      Path fresh = file.resolveSibling("init.json.new");
      Files.writeString(fresh, all.build().toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private SallyportException unwritable() {
    return SallyportException.environment(
        "`" + file + "` can't be written", "check the permissions of Sallyport's home");
  }
}
