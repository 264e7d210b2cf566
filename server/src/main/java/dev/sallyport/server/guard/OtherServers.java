package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.CommandReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tools of other MCP servers that reach a database, a shell or files. */
final class OtherServers {
  private static final Pattern DATABASE =
      Pattern.compile(
          "(?i).*(postgres|pg|sql|supabase|neon|prisma|database|db|timescale|railway).*");
  private static final Pattern SHELL =
      Pattern.compile("(?i).*__(.*_)?(bash|shell|terminal|exec\\w*|run_command|run|cmd)(_.*)?");
  private static final Pattern LOSING =
      Pattern.compile(
          "(?i).*__.*(migrate[-_]reset|migrate[-_]dev|migrate[-_]deploy|db[-_]push|reset[-_]branch"
              + "|delete[-_](project|branch|database)|merge[-_]branch|rebase[-_]branch"
              + "|drop[-_](table|database|schema)|restore[-_]project|reset[-_]from[-_]parent"
              + "|complete[-_]database[-_]migration|prepare[-_]database[-_]migration).*");

  private final CommandReader commands;

  OtherServers(CommandReader commands) {
    this.commands = commands;
  }

  List<Act> acts(ToolCall call) {
    String name = call.tool().toLowerCase(Locale.ROOT);
    if (name.startsWith("mcp__sallyport__") || name.startsWith("mcp__plugin_sallyport")) {
      return List.of();
    }
    List<Act> acts = new ArrayList<>();
    if (DATABASE.matcher(name).matches()) {
      if (LOSING.matcher(name).matches()) {
        acts.add(
            new Act.Bypass(
                "`" + call.tool() + "` changes a database past the gate",
                "use Sallyport's `propose_migration` or `request_operation`"));
      }
      for (String sql :
          call.texts("sql", "query", "queries", "statement", "sqlStatements", "sql_query")) {
        acts.add(new Act.Sql(sql, call.tool(), !name.contains("search")));
      }
    }
    if (SHELL.matcher(name).matches()) {
      call.texts("command", "cmd", "script", "code")
          .forEach(text -> acts.addAll(commands.read(text, call.folder().toString())));
    }
    acts.addAll(files(call, name));
    return acts;
  }

  private static List<Act> files(ToolCall call, String name) {
    if (name.matches(".*__.*(write|edit|create|move|append).*")) {
      return Guard.files(call, Act.Access.WRITE, call.tool());
    }
    if (name.matches(".*__.*(delete|remove).*")) {
      return Guard.files(call, Act.Access.REMOVE, call.tool());
    }
    return name.matches(".*__.*(read|get|view|open|cat).*")
        ? Guard.files(call, Act.Access.READ, call.tool())
        : List.of();
  }
}
