package dev.sallyport.server.cli;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An open ticket as the guide of migrations sees it: which step of the way it belongs to, and what
 * a person does about it.
 *
 * @param state as {@code status} names it
 */
record GuideTicket(String id, String operation, String state) {
  private static final Set<String> DEPLOYS = Set.of("migrate-deploy", "migrate-dev", "db-push");
  private static final Set<String> SETTLES = Set.of("baseline", "repair", "migrate-resolve");

  static GuideTicket of(Map<?, ?> ticket) {
    return new GuideTicket(
        text(ticket, "ticket"), text(ticket, "operation"), text(ticket, "state"));
  }

  /** Whether it applies migrations. */
  boolean deploys() {
    return DEPLOYS.contains(operation);
  }

  /** Whether it sets the history right. */
  boolean settles() {
    return SETTLES.contains(operation);
  }

  /** Whether it writes a migration's file. */
  boolean writes() {
    return operation.equals("write-migration");
  }

  /** Whether it belongs to no step, such as one that writes a draft of the schema. */
  boolean isBeside() {
    return !deploys() && !settles() && !writes() && !Set.of("query", "execute").contains(operation);
  }

  String says() {
    String what = "ticket " + id + " (" + operation + ") ";
    return switch (state) {
      case "pending" -> what + "waits for an approver";
      case "approved" -> what + "is approved and was not run yet";
      case "executing" -> what + "is being run; if its process is gone, recovery ends it";
      default -> what + "is " + state;
    };
  }

  String command() {
    return switch (state) {
      case "pending" -> "sallyport tickets show " + id + "; sallyport approve " + id;
      case "approved" -> "sallyport tickets run " + id;
      case "executing" -> "sallyport tickets run --recover";
      case "unknown" -> "sallyport tickets show " + id + "; sallyport tickets settle " + id;
      default -> "sallyport tickets show " + id;
    };
  }

  private static String text(Map<?, ?> map, String name) {
    return Objects.toString(map.get(name), "");
  }
}
