package dev.sallyport.policy.sql.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Statements of every kind that PostgreSQL knows, one a line in {@code statements.sql}. */
public final class OwnStatements {
  private OwnStatements() {}

  public static List<String> all() {
    try (InputStream in = OwnStatements.class.getResourceAsStream("statements.sql")) {
      if (in == null) {
        throw new IllegalStateException("statements.sql is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statements with parts left out, cut off, put together and put into each other. */
  static List<String> mangled(long seed, int count) {
    Random random = new Random(seed);
    List<String> statements = all();
    List<String> mangled = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String one = statements.get(random.nextInt(statements.size()));
      String two = statements.get(random.nextInt(statements.size()));
      mangled.add(mangle(one, two, random));
    }
    return mangled;
  }

  private static String mangle(String one, String two, Random random) {
    int at = random.nextInt(one.length() + 1);
    return switch (random.nextInt(5)) {
      case 0 -> one.substring(0, at);
      case 1 -> one.substring(0, at) + two.substring(random.nextInt(two.length() + 1));
      case 2 -> one + " ; " + two;
      case 3 -> "SELECT (" + one + ") FROM (" + two + ") AS x, é.\"ü\"";
      default -> withoutSomeWords(one, random);
    };
  }

  private static String withoutSomeWords(String text, Random random) {
    StringBuilder left = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (random.nextInt(8) > 0) {
        left.append(word).append(' ');
      }
    }
    return left.toString();
  }
}
