package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.FileSafety;
import jakarta.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where news of tickets goes. Read from {@code webhooks.yaml} beside the trust root, whose
 * addresses are secrets: the file is of mode 0600.
 */
public record Webhook(Format format, URI address) {
  private static final List<String> HEADER = List.of("version: 1", "webhooks:");

  /** What the body looks like. */
  public enum Format {
    /** Our own fields. */
    JSON,
    /** One {@code text}, as Slack and those like it take it. */
    SLACK
  }

  /** Names no address: they let anyone write where they lead. */
  @Override
  public String toString() {
    return "Webhook[" + format + "]";
  }

  /**
   * The webhooks of a folder; none where there is no file.
   *
   * @throws RefusedException where the file is not as it has to be
   */
  public static List<Webhook> read(Path folder) {
    Path file = folder.resolve("webhooks.yaml");
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      Optional<String> unsafe = FileSafety.whyNotPrivate(file);
      if (unsafe.isPresent()) {
        throw refused(unsafe.get());
      }
      return parse(Files.readAllLines(file));
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw refused("`" + file + "` is not as it has to be");
    }
  }

  private static List<Webhook> parse(List<String> lines) {
    List<Webhook> webhooks = new ArrayList<>();
    if (lines.size() < 2 || !lines.subList(0, 2).equals(HEADER)) {
      throw new IllegalArgumentException("header");
    }
    for (String line : lines.subList(2, lines.size())) {
      Fields fields =
          new Fields(CanonicalJson.parse(line.replaceFirst("^- ", "")))
              .only(Set.of("format", "url"));
      URI address = URI.create(fields.text("url"));
      if (!"https".equals(address.getScheme()) && !isLoopback(address)) {
        throw new IllegalArgumentException("only https");
      }
      webhooks.add(
          new Webhook(
              Format.valueOf(fields.text("format").toUpperCase(java.util.Locale.ROOT)), address));
    }
    return webhooks;
  }

  private static boolean isLoopback(URI address) {
    return "http".equals(address.getScheme())
        && Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(address.getHost()));
  }

  private static RefusedException refused(String message) {
    return new RefusedException(
        Refusal.UNSAFE_FILE,
        message,
        "two lines `version: 1` and `webhooks:`, then `- {\"format\":\"json\",\"url\":\"https://…\"}`;"
            + " mode 0600");
  }

  String body(Ticket ticket) {
    NewTicket request = ticket.request();
    if (format == Format.SLACK) {
      return CanonicalJson.text(CanonicalJson.object().add("text", words(ticket)).build());
    }
    return CanonicalJson.text(
        CanonicalJson.object()
            .add("ticket", ticket.id().text())
            .add("state", ticket.state().kind().label())
            .add("since", ticket.state().since().toString())
            .add("operation", request.operation().label())
            .add("environment", request.environment())
            .add("requester", request.requester().name())
            .add("verified", request.requester().verified())
            .add("steps", request.steps().size())
            .add("approvals", ticket.approvals().size())
            .add("show", "sallyport tickets show " + ticket.id())
            .build());
  }

  /** No statement and no justification: both are the agent's text and may carry data. */
  private static String words(Ticket ticket) {
    return ("ticket "
            + ticket.id()
            + " is "
            + ticket.state().kind().label()
            + ": "
            + ticket.request().operation().label()
            + " on "
            + ticket.request().environment()
            + ", asked by "
            + ticket.request().requester().name()
            + ". See: sallyport tickets show "
            + ticket.id())
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
