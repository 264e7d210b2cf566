package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.CommandReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tools of other MCP servers that reach a database, a shell or files. */
final class OtherServers {
  private static final Pattern DATABASE =
      Pattern.compile(
          "(?<![a-z])pg|postgres|sql|supabase|neon|prisma|database|timescale|railway|dbhub|alloydb"
              + "|(?<![a-z])db(?![a-z])");

  /** Databases whose language is another one: what is not understood says nothing there. */
  private static final Pattern OTHER_DATABASE =
      Pattern.compile("mysql|mssql|sqlite|nosql|graphql|bigquery|clickhouse|duckdb");

  private static final Pattern LOSING =
      Pattern.compile(
          "migrate[-_]reset|migrate[-_]dev|migrate[-_]deploy|db[-_]push|reset[-_]branch"
              + "|delete[-_](project|branch|database)|merge[-_]branch|rebase[-_]branch"
              + "|drop[-_](table|database|schema)|restore[-_]project|reset[-_]from[-_]parent"
              + "|complete[-_]database[-_]migration|prepare[-_]database[-_]migration");
  private static final Pattern SHELL =
      Pattern.compile("bash|shell|terminal|exec|command|(?<![a-z])(cmd|run)(?![a-z])");
  private static final Pattern CODE =
      Pattern.compile("code|python|jupyter|notebook|repl|cell|eval|javascript|node");
  private static final Pattern SEARCHING = Pattern.compile("search|docs|logs?(?![a-z])|list");
  private static final Pattern LIKE_SQL =
      Pattern.compile(
          "(?is)^(\\s|--[^\\n"
              + "]*\\n"
              + "|/\\*.*?\\*/|;|\\()*(select|with|insert|update|delete|merge|truncate"
              + "|drop|alter|create|grant|revoke|do|call|copy|vacuum|reindex|comment|begin|explain"
              + "|lock|cluster|refresh|reassign|table|values)\\b.*");

  private static final Set<String> SQL_KEYS =
      Set.of("sql", "query", "queries", "statement", "statements", "sqlstatements", "sqlquery");
  private static final Set<String> PLAIN_SQL_KEYS =
      Set.of("sql", "statement", "statements", "sqlstatements", "sqlstatement", "sqlquery", "ddl");
  private static final Set<String> WORDS =
      Set.of(
          "description",
          "justification",
          "reason",
          "title",
          "name",
          "body",
          "message",
          "comment",
          "explanation",
          "prompt");
  private final CommandReader commands;

  OtherServers(CommandReader commands) {
    this.commands = commands;
  }

  List<Act> acts(ToolCall call) {
    String name = call.tool().toLowerCase(Locale.ROOT);
    if (name.startsWith("mcp__sallyport__") || name.startsWith("mcp__plugin_sallyport")) {
      return List.of();
    }
    int last = name.lastIndexOf("__");
    String tool = last > "mcp_".length() ? name.substring(last + 2) : name;
    List<Act> acts = new ArrayList<>(databases(call, name, tool));
    acts.addAll(commands(call, name, tool));
    acts.addAll(files(call, tool));
    return acts;
  }

  private static List<Act> databases(ToolCall call, String name, String tool) {
    List<Act> acts = new ArrayList<>();
    boolean database = DATABASE.matcher(name).find();
    if (database && LOSING.matcher(tool).find()) {
      acts.add(
          new Act.Bypass(
              "`" + call.tool() + "` changes a database past the gate",
              "use Sallyport's `propose_migration` or `request_operation`"));
    }
    boolean certain =
        database && !SEARCHING.matcher(tool).find() && !OTHER_DATABASE.matcher(name).find();
    for (ToolCall.Field field : call.input()) {
      String key = ToolNames.plain(field.key());
      if (certain && SQL_KEYS.contains(key)) {
        acts.add(new Act.Sql(field.value(), call.tool(), true));
      } else if ((database && !WORDS.contains(key) || PLAIN_SQL_KEYS.contains(key))
          && LIKE_SQL.matcher(field.value()).matches()) {
        acts.add(new Act.Sql(field.value(), call.tool(), false));
      }
    }
    return acts;
  }

  private List<Act> commands(ToolCall call, String name, String tool) {
    List<String> lines = new ArrayList<>();
    if (ToolNames.kind(tool) != ToolNames.Kind.EDITOR) {
      CommandLine.of(call).ifPresent(lines::add);
    }
    boolean code = CODE.matcher(tool).find();
    boolean shell = SHELL.matcher(tool).find();
    if (code) {
      call.named(Set.of("code", "script", "source", "cell", "expression", "input"))
          .forEach(text -> lines.add("python3 -c " + CommandLine.quoted(text)));
    } else if (shell || SHELL.matcher(name).find()) {
      lines.addAll(call.named(Set.of("script", "code", "input", "text", "shell")));
    }
    return lines.stream()
        .flatMap(line -> commands.read(line, call.folder().toString()).stream())
        .filter(act -> !(act instanceof Act.Unknown))
        .toList();
  }

  private static List<Act> files(ToolCall call, String tool) {
    if (tool.matches(".*(info|stat|list|tree|diagnostic|symbol|search).*")) {
      return List.of();
    }
    if (tool.matches(".*(move|rename|copy).*")) {
      return ToolFiles.moved(call, !tool.contains("copy"), call.tool());
    }
    if (ToolNames.kind(tool) == ToolNames.Kind.EDITOR) {
      return Guard.editor(call);
    }
    if (tool.matches(".*(write|edit|create|append|replace|insert|update|put|save|patch).*")) {
      return ToolFiles.of(call, Access.WRITE, call.tool());
    }
    if (tool.matches(".*(delete|remove).*")) {
      return ToolFiles.of(call, Access.REMOVE, call.tool());
    }
    return tool.matches(".*(read|get|view|open|cat|download).*")
        ? ToolFiles.of(call, Access.READ, call.tool())
        : List.of();
  }
}
