package dev.sallyport.server.migration.prisma.datamodel;

import java.util.Locale;

/** Names of operator classes: Prisma writes {@code JsonbPathOps}, PostgreSQL another. */
public final class OperatorClasses {
  private OperatorClasses() {}

  /** What PostgreSQL calls the operator class that Prisma calls so. */
  public static String sql(String prisma) {
    return prisma
        .replace("MinMax", "Minmax")
        .replace("VarBit", "Varbit")
        .replace("TimestampTz", "Timestamptz")
        .replace("TimeTz", "Timetz")
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }
}
