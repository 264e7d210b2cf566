package dev.sallyport.server.migration.prisma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prisma's reader of schemas: what it thinks of a schema and how it would format it. Each question
 * has a time limit; after it the module is given up.
 */
final class SchemaEngine {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int STACK = 64 << 20;

  /** Read within the time of a question: a hostile module takes long already then. */
  private final Supplier<SchemaCode> code;

  private final long seconds;

  private SchemaEngine(Supplier<SchemaCode> code, long seconds) {
    this.code = code;
    this.seconds = seconds;
  }

  /**
   * The reader that the program brings along.
   *
   * @param seconds the longest that one question may take
   */
  static SchemaEngine shipped(long seconds) {
    return new SchemaEngine(SchemaCode::shipped, seconds);
  }

  /** A project's own reader. */
  static SchemaEngine of(byte[] wasm, long seconds) {
    return new SchemaEngine(() -> SchemaCode.of(wasm), seconds);
  }

  /**
   * One complaint.
   *
   * @param start UTF-16 offset into the file
   */
  record Diagnostic(String path, int start, String message, boolean warning) {}

  /**
   * What it thinks of a schema.
   *
   * @param formatted the files as it would write them; as they are where the schema is not valid
   */
  record Opinion(List<Diagnostic> diagnostics, List<SchemaFile> formatted) {}

  /**
   * Reads a schema. Its {@code validate} would read it once more to say less.
   *
   * @param passedOver complaints that don't count
   */
  Opinion read(List<SchemaFile> schema, Predicate<Diagnostic> passedOver)
      throws SchemaModuleException {
    return within(
        () -> {
          SchemaModule module = new SchemaModule(code.get());
          String files = JSON.writeValueAsString(files(schema));
          List<Diagnostic> diagnostics =
              diagnostics(module.call("lint", files), schema).stream()
                  .filter(passedOver.negate())
                  .toList();
          boolean valid = diagnostics.stream().allMatch(Diagnostic::warning);
          return new Opinion(
              diagnostics, valid ? formatted(module.call("format", files, formatting())) : schema);
        });
  }

  /** What a schema's models are made of, as JSON; or Prisma's refusal of the schema. */
  Described describe(List<SchemaFile> schema) throws SchemaModuleException {
    return within(
        () -> {
          ObjectNode parameters = JSON.createObjectNode().put("noColor", true);
          parameters.set("prismaSchema", files(schema));
          String question = JSON.writeValueAsString(parameters);
          try {
            String dmmf = new SchemaModule(code.get()).call("get_dmmf", question);
            return new Described(Optional.empty(), JSON.readTree(dmmf));
          } catch (SchemaModuleException refused) {
            // Only `validate` tells why.
            String why =
                new SchemaModule(code.get())
                    .refusal("validate", question)
                    .orElseThrow(() -> refused);
            return new Described(Optional.of(why), JSON.createObjectNode());
          }
        });
  }

  /**
   * A description of a schema.
   *
   * @param dmmf Prisma's own form; empty where it refused
   */
  record Described(Optional<String> refusal, JsonNode dmmf) {}

  private static ArrayNode files(List<SchemaFile> schema) {
    ArrayNode files = JSON.createArrayNode();
    schema.forEach(file -> files.addArray().add(file.path()).add(file.text()));
    return files;
  }

  private static String formatting() {
    ObjectNode parameters = JSON.createObjectNode();
    // It formats all of them, whichever is named, but only if this is an address.
    parameters.putObject("textDocument").put("uri", "file:///schema.prisma");
    parameters.putObject("options").put("tabSize", 2).put("insertSpaces", true);
    return JSON.writeValueAsString(parameters);
  }

  /** The module counts in UTF-16 as editors do. */
  private static List<Diagnostic> diagnostics(String json, List<SchemaFile> schema) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (JsonNode node : JSON.readTree(json)) {
      String path = node.path("file_name").asString(schema.get(0).path());
      String text =
          schema.stream()
              .filter(f -> f.path().equals(path))
              .findFirst()
              .map(SchemaFile::text)
              .orElse("");
      diagnostics.add(
          new Diagnostic(
              path,
              Math.min(Math.max(node.path("start").asInt(0), 0), text.length()),
              node.path("text").asString(""),
              node.path("is_warning").asBoolean(false)));
    }
    return diagnostics;
  }

  private static List<SchemaFile> formatted(String json) {
    List<SchemaFile> files = new ArrayList<>();
    for (JsonNode node : JSON.readTree(json)) {
      files.add(new SchemaFile(node.path(0).asString(""), node.path(1).asString("")));
    }
    return files;
  }

  private <T> T within(Callable<T> question) throws SchemaModuleException {
    FutureTask<T> task = new FutureTask<>(question);
    Thread thread = new Thread(null, task, "schema-module", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new SchemaModuleException("it did not answer within " + seconds + " seconds", e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new SchemaModuleException("it was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SchemaModuleException own) {
        throw own;
      }
      boolean words = e.getCause() instanceof JacksonException;
      throw new SchemaModuleException(
          words ? "its answer is no JSON" : "it is broken, or no reader of Prisma schemas", e);
    }
  }
}
