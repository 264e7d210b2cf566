package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.CommandReader;
import dev.sallyport.policy.command.Valuables;
import dev.sallyport.server.guard.GuardVerdict.Answer;
import dev.sallyport.server.guard.GuardVerdict.Objection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Says whether an agent's tool call goes past the gate. */
final class Guard {
  private final CommandReader commands;
  private final Supplier<Valuables> valuables;
  private final Supplier<RealPaths> links;
  private final SqlJudge sql;
  private final BooleanSupplier strict;

  /**
   * A guard.
   *
   * @param strict whether what is not known needs a question; asked only where something is not
   */
  Guard(
      CommandReader commands,
      Supplier<Valuables> valuables,
      Supplier<RealPaths> links,
      SqlJudge sql,
      BooleanSupplier strict) {
    this.commands = commands;
    this.valuables = valuables;
    this.links = links;
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
    return switch (ToolNames.kind(call.tool())) {
      case SHELL -> CommandLine.of(call).map(text -> commands.read(text, folder)).orElse(List.of());
      case WRITE -> ToolFiles.of(call, Access.WRITE, isNew(call) ? "Write" : "Edit");
      case REMOVE -> ToolFiles.of(call, Access.REMOVE, "Delete");
      case READ -> ToolFiles.of(call, Access.READ, call.tool());
      case PATCH -> ToolFiles.patched(call);
      case EDITOR -> editor(call);
      case OTHER -> List.of();
    };
  }

  /** A whole file may be a new one; a piece of one never is. */
  private static boolean isNew(ToolCall call) {
    String name = ToolNames.plain(call.tool());
    return name.contains("write") || name.contains("create") || name.contains("save");
  }

  /** A tool that looks at a file, writes it or changes it. */
  static List<Act> editor(ToolCall call) {
    List<String> named = call.named(Set.of("command"));
    String command = named.isEmpty() ? "" : named.get(0);
    return command.equals("view")
        ? ToolFiles.of(call, Access.READ, call.tool())
        : ToolFiles.of(call, Access.WRITE, command.equals("create") ? "Write" : "Edit");
  }

  private Optional<Objection> objection(Act act) {
    if (act instanceof Act.Bypass bypass) {
      return Optional.of(new Objection(Answer.DENY, bypass.what(), bypass.help()));
    }
    if (act instanceof Act.Doubt doubt) {
      return Optional.of(new Objection(Answer.ASK, doubt.what(), doubt.help()));
    }
    if (act instanceof Act.FileUse use) {
      return valuables
          .get()
          .objection(use)
          .or(() -> links.get().of(use).flatMap(valuables.get()::objection))
          .flatMap(this::objection);
    }
    if (act instanceof Act.Discard discard) {
      return valuables.get().objection(discard).flatMap(this::objection);
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
