package dev.sallyport.server.migration.finding;

/**
 * What a finding was told by, and what would be said if it were not so, or not known.
 *
 * @param says such as {@code the database says about 20,000 rows}
 * @param without such as {@code the same}, {@code an error}, {@code nothing}
 */
public record Fact(String says, String without) {
  public Fact {
    if (says.isBlank() || without.isBlank()) {
      throw new IllegalArgumentException("a fact has both of its halves");
    }
  }

  /** Both halves, as people read them. */
  public String words() {
    return says + "; otherwise: " + without;
  }
}
