package dev.sallyport.server.migration.prisma;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The code of a reader of schemas: the shipped one as the classes that the build made of it, any
 * other as WebAssembly that is interpreted.
 *
 * @param classes makes what runs the module; null where it is interpreted
 */
record SchemaCode(WasmModule module, @Nullable Constructor<? extends Machine> classes) {

  /** What the program brings along. */
  static SchemaCode shipped() {
    return Shipped.CODE;
  }

  /** What a project has installed. Where that is the shipped one, its classes run. */
  static SchemaCode of(byte[] wasm) {
    return isShipped(wasm) ? Shipped.CODE : new SchemaCode(Parser.parse(wasm), null);
  }

  /** Whether a module is the shipped one. */
  static boolean isShipped(byte[] wasm) {
    return sha256(wasm).equals(Shipped.SHA256);
  }

  /** Has an instance of the module run it. */
  Instance.Builder ready(Instance.Builder instance) {
    Constructor<? extends Machine> machine = classes;
    return machine == null
        ? instance
        : instance
            .withMachineFactory(made -> machine(machine, made))
            .withMemoryFactory(ByteArrayMemory::new);
  }

  private static Machine machine(Constructor<? extends Machine> machine, Instance instance) {
    try {
      return machine.newInstance(instance);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the classes of the schema's reader are broken", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Loaded when first asked for. The build makes the classes, and validates the module; where only
   * Java was compiled, the module itself is there and is interpreted.
   */
  private static final class Shipped {
    private static final String SHA256 =
        optional("PrismaSchema.sha256")
            .map(digest -> new String(digest, StandardCharsets.UTF_8).strip())
            .orElse("");
    private static final SchemaCode CODE =
        SHA256.isEmpty() ? new SchemaCode(Parser.parse(required("schema.wasm")), null) : compiled();

    private static SchemaCode compiled() {
      try {
        Class<?> machine =
            Class.forName(SchemaCode.class.getPackageName() + ".PrismaSchemaMachine");
        return new SchemaCode(
            Parser.builder().withValidation(false).build().parse(stream("PrismaSchema.meta")),
            machine.asSubclass(Machine.class).getConstructor(Instance.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the program was packed without its schema's reader", e);
      }
    }

    /** The instance's own method takes a stream; that of bytes is static, and validates. */
    private static Supplier<InputStream> stream(String name) {
      byte[] bytes = required(name);
      return () -> new ByteArrayInputStream(bytes);
    }

    private static byte[] required(String name) {
      return optional(name)
          .orElseThrow(
              () -> new IllegalStateException("the program was packed without `" + name + "`"));
    }

    private static Optional<byte[]> optional(String name) {
      try (InputStream stream = SchemaCode.class.getResourceAsStream(name)) {
        return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
