package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.syntax.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A block of an existing schema with the lines that it is written in.
 *
 * @param first its first line, counted from 1
 * @param last the line of its closing brace
 * @param lines of the whole file
 */
record SourceBlock(Block block, int first, int last, List<String> lines) {
  SourceBlock {
    lines = List.copyOf(lines);
  }

  static SourceBlock of(Block block, List<String> lines) {
    return new SourceBlock(block, block.line(), balanced(lines, block.line(), '{', '}'), lines);
  }

  /** The last line of what begins on a line and is closed by as many brackets as it opens. */
  private static int balanced(List<String> lines, int from, char open, char close) {
    int depth = 0;
    boolean opened = false;
    for (int line = from; line <= lines.size(); line++) {
      String text = code(lines.get(line - 1));
      for (char c : text.toCharArray()) {
        depth += c == open ? 1 : c == close ? -1 : 0;
        opened |= c == open;
      }
      if (depth <= 0 && (opened || open != '{')) {
        return line;
      }
    }
    return lines.size();
  }

  /** A line without texts and comments. */
  private static String code(String line) {
    return line.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "").replaceFirst("//.*", "");
  }

  /** The line with the block's name and opening brace. */
  String head() {
    return lines.get(first - 1);
  }

  /** The first line of the comments that stand right above it. */
  int firstWithComments() {
    int line = first;
    while (line > 1 && isComment(lines.get(line - 2))) {
      line--;
    }
    return line;
  }

  static boolean isComment(String line) {
    return line.strip().startsWith("//");
  }

  /** A few lines of the block's body. */
  record Piece(int line, String text) {
    boolean isBlank() {
      return text.isBlank();
    }

    boolean isComment() {
      return SourceBlock.isComment(text);
    }
  }

  /** The body, each member and attribute with all its lines in one piece. */
  List<Piece> pieces() {
    Map<Integer, Integer> ends = new HashMap<>();
    block.members().forEach(one -> ends.put(one.line(), end(one.line())));
    block.attributes().forEach(one -> ends.put(one.line(), end(one.line())));
    List<Piece> pieces = new ArrayList<>();
    for (int line = first + 1; line < last; line++) {
      int end = Math.min(ends.getOrDefault(line, line), last - 1);
      pieces.add(new Piece(line, String.join("\n", lines.subList(line - 1, end))));
      line = end;
    }
    return pieces;
  }

  private int end(int line) {
    int round = balanced(lines, line, '(', ')');
    return Math.max(round, balanced(lines, line, '[', ']'));
  }
}
