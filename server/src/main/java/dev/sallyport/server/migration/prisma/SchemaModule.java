package dev.sallyport.server.migration.prisma;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One copy of the module with a memory of its own. For one thread, which may be interrupted at any
 * time; after that, or an exception, it must not be used again.
 */
final class SchemaModule {
  /** Pages of 64 KiB: 256 MiB. */
  private static final int MOST_PAGES = 4096;

  private static final long MOST_TABLE = 1 << 20;
  private static final int LONGEST_ANSWER = 64 << 20;

  private final Instance instance;
  private final ModuleImports imports = new ModuleImports();

  /** Prisma 5 hands its answers back in memory, later ones as several results. */
  private final boolean throughMemory;

  SchemaModule(SchemaCode code) throws SchemaModuleException {
    WasmModule module = code.module();
    instance =
        code.ready(Instance.builder(module))
            .withMemoryLimits(new MemoryLimits(initialPages(module), MOST_PAGES))
            .withImportValues(imports.values(module))
            .build();
    throughMemory = has(module, "__wbindgen_add_to_stack_pointer");
    if (has(module, "__wbindgen_start")) {
      instance.export("__wbindgen_start").apply();
    }
  }

  /** A module decides how much it starts with; a hostile one would start with everything. */
  private static int initialPages(WasmModule module) throws SchemaModuleException {
    int pages =
        module
            .memorySection()
            .filter(section -> section.memoryCount() == 1)
            .map(section -> section.getMemory(0).limits().initialPages())
            .orElse(-1);
    if (pages < 0 || pages > MOST_PAGES) {
      throw new SchemaModuleException("it wants another amount of memory than it may have");
    }
    for (int i = 0; i < module.tableSection().tableCount(); i++) {
      if (module.tableSection().getTable(i).limits().min() > MOST_TABLE) {
        throw new SchemaModuleException("it wants a larger table than it may have");
      }
    }
    return pages;
  }

  private static boolean has(WasmModule module, String export) {
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      if (module.exportSection().getExport(i).name().equals(export)) {
        return true;
      }
    }
    return false;
  }

  /** Calls a function that takes texts and returns one. */
  String call(String function, String... arguments) throws SchemaModuleException {
    return throughMemory
        ? callThroughMemory(function, arguments)
        : callDirectly(function, arguments);
  }

  /** The words of the error that a function of one text ends with; empty where it ends well. */
  Optional<String> refusal(String function, String argument) throws SchemaModuleException {
    long[] passed = pass(argument);
    if (!throughMemory) {
      long[] results = instance.export(function).apply(passed);
      return results[1] == 0 ? Optional.empty() : Optional.of(error((int) results[0]));
    }
    ExportFunction stack = instance.export("__wbindgen_add_to_stack_pointer");
    int place = (int) stack.apply(-16)[0];
    instance.export(function).apply(place, passed[0], passed[1]);
    int error = instance.memory().readInt(place);
    boolean failed = instance.memory().readInt(place + 4) != 0;
    stack.apply(16);
    return failed ? Optional.of(imports.error(error)) : Optional.empty();
  }

  private String callDirectly(String function, String... arguments) throws SchemaModuleException {
    long[] results = instance.export(function).apply(pass(arguments));
    if (results.length == 4 && results[3] != 0) {
      throw new SchemaModuleException("it refuses the schema");
    }
    return take((int) results[0], (int) results[1]);
  }

  private String callThroughMemory(String function, String... arguments)
      throws SchemaModuleException {
    long[] passed = pass(arguments);
    ExportFunction stack = instance.export("__wbindgen_add_to_stack_pointer");
    int place = (int) stack.apply(-16)[0];
    long[] all = new long[passed.length + 1];
    all[0] = place;
    System.arraycopy(passed, 0, all, 1, passed.length);
    instance.export(function).apply(all);
    int pointer = instance.memory().readInt(place);
    int length = instance.memory().readInt(place + 4);
    stack.apply(16);
    return take(pointer, length);
  }

  private long[] pass(String... texts) {
    long[] passed = new long[texts.length * 2];
    for (int i = 0; i < texts.length; i++) {
      byte[] bytes = texts[i].getBytes(StandardCharsets.UTF_8);
      int pointer = (int) instance.export("__wbindgen_malloc").apply(bytes.length, 1)[0];
      instance.memory().write(pointer, bytes);
      passed[2 * i] = pointer;
      passed[2 * i + 1] = bytes.length;
    }
    return passed;
  }

  private String take(int pointer, int length) throws SchemaModuleException {
    if (length < 0 || length > LONGEST_ANSWER) {
      throw new SchemaModuleException("its answer is too long");
    }
    String text = new String(instance.memory().readBytes(pointer, length), StandardCharsets.UTF_8);
    instance.export("__wbindgen_free").apply(pointer, length, 1);
    return text;
  }

  private String error(int index) throws SchemaModuleException {
    return imports.error(instance.exports().table("__wbindgen_externrefs").ref(index));
  }
}
