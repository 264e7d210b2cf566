package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Marks;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Lines that a search lets through, as far as they are known. */
final class Lines {
  private Lines() {}

  static String matching(Arguments arguments, String pattern, String input) {
    if (input.replace(Marks.ANYTHING, "").isBlank()
        || arguments.has("c", "count", "q", "quiet", "l", "L")) {
      return "";
    }
    boolean without = arguments.has("v", "invert-match");
    StringBuilder found = new StringBuilder();
    try {
      int flags = arguments.has("i", "ignore-case") ? Pattern.CASE_INSENSITIVE : 0;
      Matcher matcher =
          Pattern.compile(pattern, arguments.has("F") ? Pattern.LITERAL | flags : flags)
              .matcher("");
      for (String line : input.split("\n", -1)) {
        if (!line.isBlank() && Marks.known(line) && matcher.reset(line).find() != without) {
          found.append('\n').append(line);
        }
      }
    } catch (PatternSyntaxException e) {
      // Another dialect of expressions: every line may pass.
      return "\n" + input;
    }
    return found.length() == 0 ? "" : found.append('\n').toString();
  }
}
