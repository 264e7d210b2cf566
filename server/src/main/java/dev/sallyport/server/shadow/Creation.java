package dev.sallyport.server.shadow;

import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a shadow database with the traits it is asked for, where the server has them. */
final class Creation {
  private Creation() {}

  static void run(ScriptSession session, String name, String owner, ShadowTraits traits) {
    String plain = "CREATE DATABASE " + name + " OWNER " + Names.quoted(owner);
    String encoding =
        traits.encoding() == null ? "" : " ENCODING " + Names.literal(traits.encoding());
    // The first that the server takes: locales are the operating system's, and need not be here.
    List<String> ways =
        List.of(
            plain + encoding + locale(traits.collate(), traits.ctype()) + " TEMPLATE template0",
            plain + encoding + locale("C", "C") + " TEMPLATE template0",
            plain + " TEMPLATE template0");
    DatabaseException last = null;
    for (String way : ways.stream().distinct().toList()) {
      try {
        session.run(way);
        last = null;
        break;
      } catch (DatabaseException e) {
        last = e;
      }
    }
    if (last != null) {
      throw last;
    }
    settings(session, name, traits);
  }

  private static String locale(@Nullable String collate, @Nullable String ctype) {
    return (collate == null ? "" : " LC_COLLATE " + Names.literal(collate))
        + (ctype == null ? "" : " LC_CTYPE " + Names.literal(ctype));
  }

  private static void settings(ScriptSession session, String name, ShadowTraits traits) {
    if (traits.timeZone() != null) {
      set(session, name, "timezone", Names.literal(traits.timeZone()));
    }
    if (!traits.searchPath().isEmpty()) {
      String path =
          traits.searchPath().stream().map(Names::literal).collect(Collectors.joining(", "));
      set(session, name, "search_path", path);
    }
  }

  private static void set(ScriptSession session, String name, String setting, String value) {
    try {
      session.run("ALTER DATABASE " + name + " SET " + setting + " = " + value);
    } catch (DatabaseException e) {
      // A time zone that this server does not know: its own stays.
      if (e.kind() != DatabaseException.Kind.STATEMENT_FAILED) {
        throw e;
      }
    }
  }
}
