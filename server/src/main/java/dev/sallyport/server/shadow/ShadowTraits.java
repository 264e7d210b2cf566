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
 * @param owner the role, one of {@code roles}, that owns the database and runs its scripts; null
 *     for a role that nobody else has
 */
public record ShadowTraits(
    @Nullable String timeZone,
    List<String> searchPath,
    @Nullable String encoding,
    @Nullable String collate,
    @Nullable String ctype,
    List<String> extensions,
    List<String> roles,
    @Nullable String owner) {

  /** Nothing taken from anywhere: UTF-8, UTC, an empty database. */
  public static final ShadowTraits PLAIN =
      new ShadowTraits("UTC", List.of(), "UTF8", null, null, List.of(), List.of(), null);

  public ShadowTraits {
    searchPath = List.copyOf(searchPath);
    extensions = List.copyOf(new TreeSet<>(extensions));
    roles = List.copyOf(new TreeSet<>(roles));
  }

  /** Without a role that owns the database. */
  public ShadowTraits(
      @Nullable String timeZone,
      List<String> searchPath,
      @Nullable String encoding,
      @Nullable String collate,
      @Nullable String ctype,
      List<String> extensions,
      List<String> roles) {
    this(timeZone, searchPath, encoding, collate, ctype, extensions, roles, null);
  }

  /** The same, owned by one of the target's roles. */
  public ShadowTraits ownedBy(String role) {
    ShadowTraits with = withRoles(List.of(role));
    return new ShadowTraits(
        timeZone, searchPath, encoding, collate, ctype, extensions, with.roles, role);
  }

  /** The same, with these roles as well. */
  public ShadowTraits withRoles(Collection<String> more) {
    TreeSet<String> all = new TreeSet<>(roles);
    all.addAll(more);
    return new ShadowTraits(
        timeZone, searchPath, encoding, collate, ctype, extensions, List.copyOf(all), owner);
  }

  /** The same, without extensions: the script makes them itself. */
  public ShadowTraits withoutExtensions() {
    return new ShadowTraits(
        timeZone, searchPath, encoding, collate, ctype, List.of(), roles, owner);
  }
}
