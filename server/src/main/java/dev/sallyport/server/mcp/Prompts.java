package dev.sallyport.server.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Ways of working that a person can pick from a menu: what to do, with which tools, in order. */
final class Prompts {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private Prompts() {}

  static List<AsyncPromptSpecification> all() {
    return List.of(resolveDrift(), addColumn(), addEnumValue());
  }

  private static AsyncPromptSpecification resolveDrift() {
    return prompt(
        "resolve_drift",
        "Resolve drift",
        "Find out where migrations, schema and database differ, and mend it without losing data",
        List.of(),
        """
        Find out where the migrations, schema.prisma and the database differ, and mend it without \
        losing data.
        1. Call `status`. Tell me the environment, whether the history is healthy, and what has \
        drifted.
        2. Call `diff` from `migrations` to `database`, and from `schema` to `database`. Look at \
        the objects that differ with `describe`. Decide which side is right: usually what \
        production code runs on. If you cannot tell, ask me.
        3. Bring the other side to it with `propose_migration`; where only the files are behind, \
        with `apply: false`. Never ask for migrate-reset, db-push or migrate-dev, and never edit or \
        delete a migration that was applied anywhere.
        4. Where the answer is `pending`, tell me the ticket and what the approver will see, and \
        call `ticket_wait`. Where it is `denied`, follow the help of the rule.
        5. When it ran, call `diff` and `status` again and show that nothing is left.\
        """);
  }

  private static AsyncPromptSpecification addColumn() {
    return prompt(
        "add_column",
        "Add a column",
        "Add a column to a table with data in it, without locking it for long or breaking readers",
        List.of(
            argument("table", "the table, such as `public.bookings`"),
            argument("column", "the new column's name"),
            argument("type", "its PostgreSQL type, such as `timestamptz`")),
        """
        Add a column `{column}` of type `{type}` to the table `{table}`.
        1. Call `status` and `describe` for the table: its size, its keys, whether a column of that \
        name is there, whether the history is healthy. If it is not, stop and tell me.
        2. Decide whether the column may be empty. A column that must not be empty is added in \
        steps: add it empty, let the application write it, fill the old rows, then set NOT NULL \
        through a checked constraint. A constant default is safe; a volatile one rewrites the table.
        3. Change schema.prisma, call `validate`, then `propose_migration` with the SQL, a name \
        such as `add_{column}`, and why.
        4. Where the answer is `pending`, tell me the ticket and call `ticket_wait`; where it is \
        `denied`, follow the help of the rule.
        5. When it ran, check with `describe` that the column is there, and call `generate`.\
        """);
  }

  private static AsyncPromptSpecification addEnumValue() {
    return prompt(
        "add_enum_value",
        "Add an enum value",
        "Add a value to an enum type that tables use",
        List.of(
            argument("enum", "the enum type, such as `public.booking_status`"),
            argument("value", "the new value")),
        """
        Add the value `{value}` to the enum `{enum}`.
        1. Call `describe` for the enum: its values and which columns use it. If the value is there \
        already, look with `status` whether the migrations know it.
        2. A new enum value cannot be used in the transaction that adds it, and it cannot be taken \
        back: check the spelling with me, and put no statement that uses it into the same migration.
        3. Change schema.prisma, call `validate`, then `propose_migration` with `ALTER TYPE … ADD \
        VALUE IF NOT EXISTS` and why.
        4. Where the answer is `pending`, tell me the ticket and call `ticket_wait`.
        5. When it ran, check with `describe` that the value is there and call `generate`, before \
        any code writes it.\
        """);
  }

  private static PromptArgument argument(String name, String text) {
    return new PromptArgument(name, text, true);
  }

  private static AsyncPromptSpecification prompt(
      String name, String title, String text, List<PromptArgument> arguments, String message) {
    return new AsyncPromptSpecification(
        new Prompt(name, title, text, arguments),
        (exchange, request) -> Mono.fromCallable(() -> filled(arguments, message, request)));
  }

  private static GetPromptResult filled(
      List<PromptArgument> arguments, String message, GetPromptRequest request) {
    Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
    for (PromptArgument argument : arguments) {
      if (!(given.get(argument.name()) instanceof String)) {
        throw McpError.builder(ErrorCodes.INVALID_PARAMS)
            .message("`" + argument.name() + "` is missing: " + argument.description())
            .build();
      }
    }
    String text =
        PLACE
            .matcher(message)
            .replaceAll(place -> Matcher.quoteReplacement(oneLine(given.get(place.group(1)))));
    PromptMessage asked = new PromptMessage(Role.USER, new TextContent(text));
    return new GetPromptResult(null, List.of(asked));
  }

  /** What a person typed cannot start a new step. */
  private static String oneLine(@Nullable Object value) {
    return VisibleText.of(String.valueOf(value)).replaceAll("[\\r\\n`]+", " ");
  }
}
