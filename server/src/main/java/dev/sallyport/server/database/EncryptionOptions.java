package dev.sallyport.server.database;

import static dev.sallyport.server.database.ConnectionAddress.invalid;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options about encryption, in the three dialects. Where two of them mean different things by
 * one name, the stricter reading counts.
 */
final class EncryptionOptions {
  static final String[] NAMES = {
    "sslmode",
    "ssl",
    "requiressl",
    "sslcert",
    "sslkey",
    "sslrootcert",
    "sslpassword",
    "sslaccept",
    "sslidentity"
  };
  private static final Set<String> MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private EncryptionOptions() {}

  static void add(
      Map<String, String> written,
      boolean jdbc,
      Map<String, String> properties,
      List<String> remarks) {
    String mode = mode(written, jdbc);
    if (mode != null) {
      properties.put("sslmode", mode);
    }
    copy(written, "sslpassword", properties, "sslpassword");
    copy(written, "sslrootcert", properties, "sslrootcert");
    // Prisma's own name for a client certificate with its key, in PKCS #12.
    copy(written, "sslidentity", properties, "sslkey");
    String certificate = written.get("sslcert");
    if (certificate != null && written.containsKey("sslkey")) {
      properties.put("sslcert", certificate);
      properties.put("sslkey", String.valueOf(written.get("sslkey")));
    } else if (certificate != null) {
      // To Prisma `sslcert` is the server's root certificate; a client's would need a key.
      properties.putIfAbsent("sslrootcert", certificate);
      remarks.add("`sslcert` without `sslkey` is taken as the server's root certificate");
    } else {
      copy(written, "sslkey", properties, "sslkey");
    }
    useRoot(properties);
  }

  private static @Nullable String mode(Map<String, String> written, boolean jdbc) {
    String accept = written.get("sslaccept");
    if ("strict".equals(accept)) {
      return "verify-full";
    }
    if (accept != null && !accept.equals("accept_invalid_certs")) {
      throw invalid(
          "`sslaccept` is neither `strict` nor `accept_invalid_certs`", "write `sslaccept=strict`");
    }
    String mode = written.get("sslmode");
    if ("no-verify".equals(mode)) {
      return "require";
    }
    if (mode != null && !MODES.contains(mode)) {
      throw invalid(
          "`sslmode` is none of the modes there are",
          "write one of `disable`, `prefer`, `require`, `verify-ca`, `verify-full`");
    }
    if (mode != null) {
      return mode;
    }
    if (isOn(written.get("ssl"))) {
      return jdbc ? "verify-full" : "require";
    }
    return isOn(written.get("requiressl")) ? "require" : null;
  }

  private static boolean isOn(@Nullable String value) {
    return value != null && Set.of("", "1", "true").contains(value);
  }

  /** Who names a root certificate wants it checked, as libpq does even for {@code require}. */
  private static void useRoot(Map<String, String> properties) {
    String root = properties.get("sslrootcert");
    if ("system".equals(root)) {
      properties.remove("sslrootcert");
      properties.put("sslfactory", GuardedJavaTls.class.getName());
      properties.put("sslmode", "verify-full");
    } else if (root != null && "require".equals(properties.get("sslmode"))) {
      properties.put("sslmode", "verify-ca");
    }
  }

  private static void copy(
      Map<String, String> written, String name, Map<String, String> properties, String property) {
    String value = written.get(name);
    if (value != null) {
      properties.put(property, value);
    }
  }
}
