package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.CommandReader;
import dev.sallyport.policy.command.Valuables;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Paths;
import dev.sallyport.server.guard.GuardVerdict.Answer;
import dev.sallyport.server.guard.GuardVerdict.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Says whether an agent's tool call goes past the gate. */
final class Guard {
  private final CommandReader commands;
  private final Supplier<Valuables> valuables;
  private final SqlJudge sql;
  private final BooleanSupplier strict;

  /**
   * A guard.
   *
   * @param strict whether what is not known needs a question; asked only where something is not
   */
  Guard(
      CommandReader commands, Supplier<Valuables> valuables, SqlJudge sql, BooleanSupplier strict) {
    this.commands = commands;
    this.valuables = valuables;
    this.sql = sql;
    this.strict = strict;
  }

  GuardVerdict verdict(ToolCall call) {
    return GuardVerdict.of(
        acts(call).stream().map(this::objection).flatMap(Optional::stream).toList());
  }

  private List<Act> acts(ToolCall call) {
    String folder = call.folder().toString();
    if (call.tool().toLowerCase(Locale.ROOT).startsWith("mcp__")) {
      return new OtherServers(commands).acts(call);
    }
    return switch (call.tool().toLowerCase(Locale.ROOT)) {
      case "bash", "shell", "monitor", "run_terminal_cmd", "terminal" ->
          call.text("command", "cmd").map(text -> commands.read(text, folder)).orElse(List.of());
      case "edit", "multiedit", "notebookedit", "str_replace" ->
          files(call, Act.Access.WRITE, "Edit");
      case "write", "create" -> files(call, Act.Access.WRITE, "Write");
      case "delete", "remove" -> files(call, Act.Access.REMOVE, "Delete");
      case "read", "grep", "view", "open" -> files(call, Act.Access.READ, call.tool());
      default -> List.of();
    };
  }

  static List<Act> files(ToolCall call, Act.Access access, String through) {
    List<Act> acts = new ArrayList<>();
    List<String> paths =
        new ArrayList<>(call.texts("file_path", "notebook_path", "path", "target_file"));
    call.texts("glob").forEach(glob -> paths.add(Marks.ofPattern(glob)));
    for (String path : paths) {
      if (!path.isEmpty() && path.length() < 4_096 && path.indexOf('\0') < 0) {
        acts.add(
            new Act.FileUse(
                access,
                Paths.resolve(
                    call.folder().toString(),
                    path.startsWith("~/") ? home() + path.substring(1) : path),
                through));
      }
    }
    return acts;
  }

  private static String home() {
    return System.getProperty("user.home");
  }

  private Optional<Objection> objection(Act act) {
    if (act instanceof Act.Bypass bypass) {
      return Optional.of(new Objection(Answer.DENY, bypass.what(), bypass.help()));
    }
    if (act instanceof Act.Doubt doubt) {
      return Optional.of(new Objection(Answer.ASK, doubt.what(), doubt.help()));
    }
    if (act instanceof Act.FileUse use) {
      return valuables.get().objection(use).flatMap(this::objection);
    }
    if (act instanceof Act.Sql text) {
      return sql.objection(text);
    }
    Act.Unknown unknown = (Act.Unknown) act;
    return strict.getAsBoolean()
        ? Optional.of(
            new Objection(
                Answer.ASK,
                "nothing is known of `" + unknown.what() + "`, and the policy's guard is strict",
                "use a command whose effects can be told"))
        : Optional.empty();
  }
}
