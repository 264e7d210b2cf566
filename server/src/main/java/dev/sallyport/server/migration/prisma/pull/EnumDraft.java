package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.pull.SourceBlock.Piece;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Enums of the draft, line by line. */
final class EnumDraft {
  private EnumDraft() {}

  /** One that the existing schema does not have. */
  static List<String> fresh(Name name, DraftNames names, boolean withSchema) {
    List<String> lines = new ArrayList<>();
    lines.add("enum " + names.enumType(name) + " {");
    names.labels(name).forEach((label, value) -> lines.add(line(label, value)));
    List<String> attributes = new ArrayList<>();
    if (!names.enumType(name).equals(name.name())) {
      attributes.add("  @@map(" + DefaultWords.quoted(name.name()) + ")");
    }
    if (withSchema) {
      attributes.add("  @@schema(" + DefaultWords.quoted(String.valueOf(name.schema())) + ")");
    }
    if (!attributes.isEmpty()) {
      lines.add("");
      lines.addAll(attributes);
    }
    lines.add("}");
    return lines;
  }

  private static String line(String label, String value) {
    return "  " + value + (label.equals(value) ? "" : " @map(" + DefaultWords.quoted(label) + ")");
  }

  /** One that the existing schema has, with the database's values in the database's order. */
  static List<String> over(SourceBlock source, Name name, DraftNames names) {
    Map<String, String> values = names.labels(name);
    List<String> said = source.block().members().stream().map(ExistingSchema::nameOf).toList();
    if (said.equals(List.copyOf(values.keySet()))) {
      return source.lines().subList(source.first() - 1, source.last());
    }
    Map<String, List<String>> had = new HashMap<>();
    List<String> above = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    for (Piece piece : source.pieces()) {
      Member member =
          source.block().members().stream()
              .filter(one -> one.line() == piece.line())
              .findFirst()
              .orElse(null);
      if (member != null) {
        above.add(piece.text());
        had.put(ExistingSchema.nameOf(member), List.copyOf(above));
        above.clear();
      } else if (piece.isComment()) {
        above.add(piece.text());
      } else if (!piece.isBlank()) {
        behind.addAll(above);
        behind.add(piece.text());
        above.clear();
      }
    }
    List<String> lines = new ArrayList<>(List.of(source.head()));
    values.forEach(
        (label, value) -> lines.addAll(had.getOrDefault(label, List.of(line(label, value)))));
    if (!behind.isEmpty() || !above.isEmpty()) {
      lines.add("");
    }
    lines.addAll(behind);
    lines.addAll(above);
    lines.add("}");
    return lines;
  }
}
