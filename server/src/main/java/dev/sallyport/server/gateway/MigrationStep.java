package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A migration of a plan: the whole text of its file, and what is done with it.
 *
 * @param name as {@code _prisma_migrations} and people call it
 * @param text the file's text, to the byte
 * @param path of the file in the project
 * @param runs whether the text is run; else it is recorded as applied without running
 * @param tracked the schema of the {@code _prisma_migrations} that gets its row; empty where it
 *     gets none
 * @param project the folder into which the file is written before the migration takes effect; empty
 *     where the file is there already
 * @param transactional whether PostgreSQL runs it in a transaction
 */
public record MigrationStep(
    String name,
    String text,
    String path,
    boolean runs,
    String tracked,
    String project,
    boolean transactional) {

  /** The step as a ticket carries it. */
  public Step toStep() {
    JsonObjectBuilder details =
        CanonicalJson.object()
            .add("kind", Step.Kind.MIGRATION.label())
            .add("name", name)
            .add("path", path)
            .add("checksum", checksum())
            .add("runs", runs);
    if (isTracked()) {
      details.add("tracked", tracked);
    }
    if (isWritten()) {
      details.add("project", project);
    }
    return new Step(text, transactional, details.build());
  }

  /** The migration that a step carries. */
  public static MigrationStep of(Step step) {
    JsonObject details = step.details();
    return new MigrationStep(
        details.getString("name"),
        step.text(),
        details.getString("path"),
        details.getBoolean("runs"),
        details.getString("tracked", ""),
        details.getString("project", ""),
        step.transactional());
  }

  /** Whether it has a row in {@code _prisma_migrations}. */
  public boolean isTracked() {
    return !tracked.isEmpty();
  }

  /** Whether its file is written when it takes effect. */
  public boolean isWritten() {
    return !project.isEmpty();
  }

  /** What PostgreSQL reads of its text: all but a byte order mark, which belongs to the file. */
  String sql() {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * The statements of a migration's SQL that are sent: all but a {@code BEGIN} and {@code COMMIT}
   * around the whole file.
   *
   * @throws SallyportException where the text is not understood
   */
  public static List<Statement> sent(String sql, SqlReader reader) {
    return PlanStatements.sent(sql, reader);
  }

  /**
   * Looks whether its file could be written.
   *
   * @throws SallyportException where it could not
   */
  public void check(ProjectWriter writer) {
    writer.check(project, path, bytes());
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Lower-case hexadecimal SHA-256 of the file's bytes, as Prisma computes it. */
  public String checksum() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
