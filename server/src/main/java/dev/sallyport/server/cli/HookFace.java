package dev.sallyport.server.cli;

import dev.sallyport.server.LaunchEnvironment;
import dev.sallyport.server.guard.GuardVerdict;
import dev.sallyport.server.guard.Hook;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code hook} commands: one request on standard input, one JSON document on standard output,
 * always exit code 0. Before every other command, because an agent's every step waits for it.
 */
public final class HookFace {
  private HookFace() {}

  /** Whether the arguments are a hook's; its help belongs to the command line's own face. */
  public static boolean isMeant(String[] arguments) {
    return arguments.length == 2
        && arguments[0].equals("hook")
        && contract(arguments[1]).isPresent();
  }

  /** Answers the request on standard input. */
  public static void run(String[] arguments) {
    Contract contract = contract(arguments[1]).orElseThrow();
    GuardVerdict verdict = verdict();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.println(contract.document(verdict));
    out.flush();
  }

  private static GuardVerdict verdict() {
    try {
      byte[] request = System.in.readNBytes(Hook.largest() + 1);
      return new Hook(LaunchEnvironment.variables(), Path.of("")).verdict(request);
    } catch (IOException e) {
      return new Hook(java.util.Map.of(), Path.of("")).verdict(new byte[0]);
    }
  }

  private static Optional<Contract> contract(String name) {
    return switch (name) {
      case "claude-code" -> Optional.of(Contract.CLAUDE_CODE);
      case "plain" -> Optional.of(Contract.PLAIN);
      default -> Optional.empty();
    };
  }

  /** How an agent wants to be answered. */
  enum Contract {
    /** Claude Code's PreToolUse; an empty object leaves the decision to its own rules. */
    CLAUDE_CODE {
      @Override
      String document(GuardVerdict verdict) {
        return verdict.answer() == GuardVerdict.Answer.NOTHING
            ? "{}"
            : "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\""
                + word(verdict)
                + "\",\"permissionDecisionReason\":"
                + quoted(verdict.text())
                + "}}";
      }
    },
    /** For every other agent. */
    PLAIN {
      @Override
      String document(GuardVerdict verdict) {
        StringBuilder reasons = new StringBuilder();
        for (GuardVerdict.Objection objection : verdict.objections()) {
          reasons
              .append(reasons.length() == 0 ? "" : ",")
              .append("{\"decision\":\"")
              .append(objection.answer().name().toLowerCase(java.util.Locale.ROOT))
              .append("\",\"message\":")
              .append(quoted(objection.what()))
              .append(",\"help\":")
              .append(quoted(objection.help()))
              .append('}');
        }
        return "{\"decision\":\"" + word(verdict) + "\",\"reasons\":[" + reasons + "]}";
      }
    };

    abstract String document(GuardVerdict verdict);

    static String word(GuardVerdict verdict) {
      return switch (verdict.answer()) {
        case NOTHING -> "none";
        case ASK -> "ask";
        case DENY -> "deny";
      };
    }

    /** A JSON string of ASCII alone, so that no terminal's encoding matters. */
    static String quoted(String text) {
      StringBuilder json = new StringBuilder("\"");
      for (char unit : text.toCharArray()) {
        if (unit == '"' || unit == '\\') {
          json.append('\\').append(unit);
        } else if (unit == '\n') {
          json.append("\\n");
        } else if (unit < ' ' || unit > '~') {
          json.append("\\u")
              .append(Character.forDigit(unit >> 12, 16))
              .append(Character.forDigit(unit >> 8 & 15, 16))
              .append(Character.forDigit(unit >> 4 & 15, 16))
              .append(Character.forDigit(unit & 15, 16));
        } else {
          json.append(unit);
        }
      }
      return json.append('"').toString();
    }
  }
}
