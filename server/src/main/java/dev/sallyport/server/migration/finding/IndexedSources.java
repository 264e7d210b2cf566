package dev.sallyport.server.migration.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts of which many lines are asked for: each is taken apart once. */
final class IndexedSources implements Sources {
  private final Sources sources;
  private final Map<String, List<String>> lines = new HashMap<>();

  IndexedSources(Sources sources) {
    this.sources = sources;
  }

  @Override
  public Optional<String> text(String file) {
    return sources.text(file);
  }

  @Override
  public Optional<String> line(String file, int line) {
    List<String> known =
        lines.computeIfAbsent(
            file, path -> text(path).map(text -> text.lines().toList()).orElse(List.of()));
    return line <= known.size() ? Optional.of(known.get(line - 1)) : Optional.empty();
  }
}
