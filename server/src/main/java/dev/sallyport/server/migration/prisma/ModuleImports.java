package dev.sallyport.server.migration.prisma;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the module asks of its host: to make an error, to end with one, and to note a panic's words.
 * Their names end in a digest of the release, so they are told by how they begin.
 */
final class ModuleImports {
  private static final int LONGEST_TEXT = 1 << 20;

  private final List<String> errors = new ArrayList<>();

  /** The functions that this module imports, as far as they are known. */
  ImportValues values(WasmModule module) throws SchemaModuleException {
    List<HostFunction> functions = new ArrayList<>();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      if (!(module.importSection().getImport(i) instanceof FunctionImport function)) {
        throw new SchemaModuleException("it asks its host for more than functions");
      }
      functions.add(
          new HostFunction(
              function.module(),
              function.name(),
              module.typeSection().getType(function.typeIndex()),
              body(function.name())));
    }
    return ImportValues.builder().addFunction(functions.toArray(HostFunction[]::new)).build();
  }

  private WasmFunctionHandle body(String name) throws SchemaModuleException {
    if (name.startsWith("__wbg_Error_") || name.equals("__wbindgen_error_new")) {
      return (instance, arguments) -> {
        errors.add(text(instance, arguments));
        return new long[] {errors.size() - 1};
      };
    }
    if (name.startsWith("__wbg___wbindgen_throw_") || name.equals("__wbindgen_throw")) {
      return (instance, arguments) -> {
        throw new Thrown();
      };
    }
    if (name.startsWith("__wbg_set_message_") || name.startsWith("__wbg_setmessage_")) {
      return (instance, arguments) -> null;
    }
    if (name.equals("__wbindgen_init_externref_table")) {
      return (instance, arguments) -> {
        instance.exports().table("__wbindgen_externrefs").grow(4, Value.REF_NULL_VALUE, instance);
        return null;
      };
    }
    throw new SchemaModuleException("it asks its host for a function that is not known");
  }

  /** The words of an error that the module made. */
  String error(int reference) throws SchemaModuleException {
    if (reference < 0 || reference >= errors.size()) {
      throw new SchemaModuleException("it names an error that it did not make");
    }
    return errors.get(reference);
  }

  private static String text(Instance instance, long[] pointerAndLength) {
    int length = (int) pointerAndLength[1];
    if (length < 0 || length > LONGEST_TEXT) {
      throw new Thrown();
    }
    byte[] bytes = instance.memory().readBytes((int) pointerAndLength[0], length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The module ended itself. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown() {
      super("the module ended itself", null, false, false);
    }
  }
}
