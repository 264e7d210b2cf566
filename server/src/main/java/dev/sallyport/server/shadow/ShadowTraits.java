package dev.sallyport.server.shadow;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a shadow database takes from the database it stands for, so that the same script does the
 * same there.
 *
 * @param timeZone of its sessions; null for the server's own
 * @param searchPath schemas, first the one where unqualified names are made; empty for the server's
 *     own
 * @param encoding such as {@code UTF8}; null for the server's own
 * @param collate LC_COLLATE; null for the server's own
 * @param ctype LC_CTYPE; null for the server's own
 * @param extensions to have from the start; those that reach files, programs or hosts are left out
 * @param roles that scripts may name; they have no powers
 */
public record ShadowTraits(
    @Nullable String timeZone,
    List<String> searchPath,
    @Nullable String encoding,
    @Nullable String collate,
    @Nullable String ctype,
    List<String> extensions,
    List<String> roles) {

  /** Nothing taken from anywhere: UTF-8, UTC, an empty database. */
  public static final ShadowTraits PLAIN =
      new ShadowTraits("UTC", List.of(), "UTF8", null, null, List.of(), List.of());

  public ShadowTraits {
    searchPath = List.copyOf(searchPath);
    extensions = List.copyOf(new TreeSet<>(extensions));
    roles = List.copyOf(new TreeSet<>(roles));
  }

  /** The same, with these roles as well. */
  public ShadowTraits withRoles(Collection<String> more) {
    TreeSet<String> all = new TreeSet<>(roles);
    all.addAll(more);
    return new ShadowTraits(
        timeZone, searchPath, encoding, collate, ctype, extensions, List.copyOf(all));
  }

  /** The same, without extensions: the script makes them itself. */
  public ShadowTraits withoutExtensions() {
    return new ShadowTraits(timeZone, searchPath, encoding, collate, ctype, List.of(), roles);
  }
}
