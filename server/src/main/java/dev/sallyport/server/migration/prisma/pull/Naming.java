package dev.sallyport.server.migration.prisma.pull;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names that a Prisma schema accepts, made of those of a database. */
final class Naming {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** Models and enums may not be called like this. */
  private static final Set<String> RESERVED =
      Set.of(
          ("PrismaClient String Int BigInt Float Decimal Boolean DateTime Json Bytes Unsupported"
                  + " async await break case catch class const continue debugger default delete do"
                  + " else enum export extends false finally for function if implements import in"
                  + " instanceof interface let new null package private protected public return"
                  + " super switch this throw true try typeof using var void while with yield")
              .split(" "));

  private final Set<String> taken = new HashSet<>();

  /** Notes that a name is in use. */
  void take(String name) {
    taken.add(name);
  }

  boolean isTaken(String name) {
    return taken.contains(name);
  }

  /** A free name for a model or an enum, close to the database's; taken from now on. */
  String ofBlock(String name, String schema) {
    String plain = plain(name);
    String first = RESERVED.contains(plain) ? "Renamed" + plain : plain;
    String wanted = taken.contains(first) ? plain(schema + "_" + name) : first;
    return free(wanted, taken::contains);
  }

  /** A free name for a field, close to the column's; taken from now on. */
  String ofField(String name) {
    return free(plain(name), taken::contains);
  }

  private String free(String wanted, Predicate<String> used) {
    String name = wanted;
    for (int number = 2; used.test(name); number++) {
      name = wanted + "_" + number;
    }
    taken.add(name);
    return name;
  }

  /** Without what the schema's language does not permit; never empty. */
  static String plain(String name) {
    if (ALLOWED.matcher(name).matches()) {
      return name;
    }
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^[^A-Za-z]+", "");
    return plain.isEmpty() ? "unnamed" : plain;
  }
}
