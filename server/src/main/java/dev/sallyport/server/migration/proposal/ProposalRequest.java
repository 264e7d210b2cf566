package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.AgentRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was asked for, checked.
 *
 * @param name what the migration is called, without number or date
 * @param sql its SQL; empty where it is to come from the schema
 * @param fromSchema whether the change of {@code schema.prisma} is what is proposed
 * @param pattern the pattern that was asked for; empty where the guide decides
 * @param losesData whether it was said that data will be lost
 * @param renames what somebody says was renamed in the schema, each as {@code old=new}
 */
public record ProposalRequest(
    String name,
    String sql,
    boolean fromSchema,
    Optional<Kept> pattern,
    boolean losesData,
    List<String> renames) {
  public ProposalRequest {
    renames = List.copyOf(renames);
  }

  /** How a migration is kept: in a directory of Prisma's with its row, or as a numbered file. */
  public enum Kept {
    PRISMA,
    MANUAL;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The same request for that SQL. */
  ProposalRequest with(String written) {
    return new ProposalRequest(name, written, fromSchema, pattern, losesData, renames);
  }

  /** The argument that makes a deployment one of a proposal. */
  public static final String NAME = "propose";

  public static final String FROM_SCHEMA = "from_schema";
  public static final String PATTERN = "pattern";
  public static final String LOSES_DATA = "loses_data";
  public static final String RENAME = "rename";

  private static final Set<String> KNOWN = Set.of(NAME, FROM_SCHEMA, PATTERN, LOSES_DATA, RENAME);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /**
   * Reads a request.
   *
   * @throws SallyportException where an argument makes no sense
   */
  static ProposalRequest of(AgentRequest request) {
    Map<String, String> arguments = request.arguments();
    for (String argument : arguments.keySet()) {
      if (!KNOWN.contains(argument)) {
        throw SallyportException.usage(
            "a proposal knows no argument `" + argument + "`",
            "it takes `propose` (its name), `from_schema`, `pattern`, `loses_data` and `rename`");
      }
    }
    String name = arguments.getOrDefault(NAME, "").strip().replace(' ', '_');
    if (!PLAIN.matcher(name).matches()) {
      throw SallyportException.usage(
          "`" + name + "` is no name for a migration",
          "use letters, digits, `_` and `-`, such as `add_booking_type`; number or date are added");
    }
    boolean fromSchema = truth(arguments, FROM_SCHEMA);
    if (fromSchema != request.sql().isBlank()) {
      throw SallyportException.usage(
          "a proposal comes either from SQL or from the schema",
          "give `sql`, or `from_schema: true`");
    }
    List<String> renames =
        arguments.getOrDefault(RENAME, "").lines().filter(line -> !line.isBlank()).toList();
    if (!fromSchema && !renames.isEmpty()) {
      throw SallyportException.usage(
          "`rename` is about what the schema says", "give it with `from_schema: true`");
    }
    return new ProposalRequest(
        name.toLowerCase(java.util.Locale.ROOT),
        request.sql(),
        fromSchema,
        pattern(arguments.getOrDefault(PATTERN, "")),
        truth(arguments, LOSES_DATA),
        renames);
  }

  private static Optional<Kept> pattern(String word) {
    return switch (word.strip()) {
      case "" -> Optional.empty();
      case "prisma" -> Optional.of(Kept.PRISMA);
      case "manual" -> Optional.of(Kept.MANUAL);
      default ->
          throw SallyportException.usage(
              "`" + word + "` is no pattern of migrations",
              "use `prisma` or `manual`, or leave it out: the guide decides");
    };
  }

  private static boolean truth(Map<String, String> arguments, String name) {
    return switch (arguments.getOrDefault(name, "false").strip()) {
      case "true" -> true;
      case "false", "" -> false;
      default -> throw SallyportException.usage("`" + name + "` is true or false", "say which");
    };
  }
}
