package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Printed;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Programs and code that show variables of the environment. */
final class Variables {
  private static final Pattern IN_CODE =
      Pattern.compile(
          "(?:^|console\\.\\w+\\(|print\\w*[ (]|puts[ (]|echo[ (]|say[ (]|write\\w*\\()\\s*"
              + "(?:process\\.env(?:\\.|\\[['\"])|os\\.environ\\[['\"]|os\\.environ\\.get\\(['\"]"
              + "|os\\.getenv\\(['\"]|ENV\\[['\"]|ENV\\.fetch\\(['\"]|getenv\\(['\"]"
              + "|\\$_(?:ENV|SERVER)\\[['\"]|\\$ENV\\{['\"]?|Deno\\.env\\.get\\(['\"])("
              + Printed.NAMES
              + ")\\b");

  private Variables() {}

  /** {@code printenv}. */
  static String start(Invocation invocation, Shell shell) {
    List<String> names = Arguments.of(invocation.arguments(), "", java.util.Set.of()).operands();
    names.stream().filter(Printed::isSecret).forEach(name -> shell.report(Printed.act(name)));
    return names.isEmpty() ? Printed.ENVIRONMENT : Marks.ANYTHING;
  }

  /** A search in a listing of the environment. */
  static void searched(Arguments arguments, String pattern, String input, Shell shell) {
    if (input.contains(Printed.ENVIRONMENT) && pattern.matches("(?s).*\\.Env\\b.*")) {
      shell.report(Printed.act("DATABASE_URL"));
    }
    if (!input.contains(Printed.ENVIRONMENT) || arguments.has("v", "q", "c", "quiet", "count")) {
      return;
    }
    try {
      Matcher found =
          Pattern.compile(pattern, arguments.has("i", "ignore-case") ? 2 : 0).matcher("");
      for (String name : List.of("DATABASE_URL", "PGPASSWORD")) {
        if (found.reset(name + "=x").find()) {
          shell.report(Printed.act(name));
        }
      }
    } catch (PatternSyntaxException e) {
      // Another dialect of expressions; the limits of this are told.
    }
  }

  static void inCode(String code, Shell shell) {
    Matcher shown = IN_CODE.matcher(code.strip());
    while (shown.find()) {
      shell.report(Printed.act(shown.group(1)));
    }
  }
}
