package dev.sallyport.grammar.wasm;

import java.util.ArrayList;
import java.util.List;

/**
 * A module: its functions as trees, its other sections as bytes. Types, functions and globals can
 * be added; those that exist keep their indexes.
 */
public final class WasmModule {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final int TYPES = 1;
  private static final int IMPORTS = 2;
  private static final int FUNCTIONS = 3;
  private static final int GLOBALS = 6;
  private static final int CODE = 10;
  private static final int DATA = 11;
  private static final int DATA_COUNT = 12;

  private record Section(int id, Bytes content) {}

  private final List<Section> sections = new ArrayList<>();
  private final List<FunctionType> types = new ArrayList<>();
  private final List<Integer> importedTypes = new ArrayList<>();
  private final List<Integer> declaredTypes = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<GlobalVariable> globals = new ArrayList<>();
  private final List<DataSegment> data = new ArrayList<>();

  private WasmModule() {}

  public static WasmModule parse(byte[] bytes) {
    WasmModule module = new WasmModule();
    ByteSource source = new ByteSource(bytes);
    source.skip(HEADER.length);
    while (!source.isAtEnd()) {
      int id = source.u8();
      ByteSource content = source.part(source.u32());
      module.section(id, content);
    }
    return module;
  }

  /** The functions that the module brings itself, in order; the first has {@link #firstIndex}. */
  public List<Function> functions() {
    return functions;
  }

  /** The index of the first function that is not imported. */
  public int firstIndex() {
    return importedTypes.size();
  }

  /** The type of the function with that index. */
  public FunctionType functionType(int index) {
    return index < firstIndex()
        ? types.get(importedTypes.get(index))
        : functions.get(index - firstIndex()).type();
  }

  /** The type with that index. */
  public FunctionType type(int index) {
    return types.get(index);
  }

  /** Adds a function and gives its index. */
  public int add(Function function) {
    functions.add(function);
    return firstIndex() + functions.size() - 1;
  }

  /** The global variables, in order. */
  public List<GlobalVariable> globals() {
    return globals;
  }

  /** What memory holds at the start. */
  public List<DataSegment> data() {
    return data;
  }

  /** Takes all data out of the module, as one segment: the host is to write it. */
  public DataSegment takeData() {
    DataSegment joined = DataSegment.joined(data);
    data.clear();
    return joined;
  }

  /** Adds a global that starts as zero, and gives its index. */
  public int addGlobal(ValueType type) {
    globals.add(GlobalVariable.zero(type));
    return globals.size() - 1;
  }

  private void section(int id, ByteSource content) {
    int start = content.position();
    switch (id) {
      case TYPES -> vector(content, () -> types.add(functionType(content)));
      case IMPORTS -> vector(content, () -> importedTypes.add(importedFunction(content)));
      case FUNCTIONS -> vector(content, () -> declaredTypes.add(content.u32()));
      case GLOBALS -> vector(content, () -> globals.add(GlobalVariable.read(content)));
      case DATA -> vector(content, () -> data.add(DataSegment.read(content)));
      case CODE -> vector(content, () -> functions.add(function(content)));
      default -> content.rest();
    }
    sections.add(new Section(id, content.since(start)));
  }

  private static void vector(ByteSource source, Runnable element) {
    for (int count = source.u32(); count > 0; count--) {
      element.run();
    }
  }

  private static FunctionType functionType(ByteSource source) {
    source.skip(1);
    return new FunctionType(valueTypes(source), valueTypes(source));
  }

  private static List<ValueType> valueTypes(ByteSource source) {
    List<ValueType> list = new ArrayList<>();
    vector(source, () -> list.add(ValueType.of(source.u8())));
    return list;
  }

  private static int importedFunction(ByteSource source) {
    source.skip(source.u32());
    source.skip(source.u32());
    if (source.u8() != 0) {
      throw new UnsupportedModule("an import that is no function");
    }
    return source.u32();
  }

  private Function function(ByteSource source) {
    ByteSource body = source.part(source.u32());
    return BodyDecoder.decode(types.get(declaredTypes.get(functions.size())), body);
  }

  /** The module as it now is. */
  public byte[] toBytes() {
    functions.forEach(function -> typeIndex(function.type()));
    ByteSink sink = new ByteSink();
    sink.bytes(HEADER, 0, HEADER.length);
    for (Section section : sections) {
      sink.u8(section.id());
      sink.sized(content(section));
    }
    return sink.toBytes();
  }

  private ByteSink content(Section section) {
    ByteSink sink = new ByteSink();
    switch (section.id()) {
      case TYPES -> writeTypes(sink);
      case FUNCTIONS -> {
        sink.u32(functions.size());
        functions.forEach(function -> sink.u32(typeIndex(function.type())));
      }
      case GLOBALS -> {
        sink.u32(globals.size());
        globals.forEach(global -> global.write(sink));
      }
      case DATA_COUNT -> sink.u32(data.size());
      case DATA -> {
        sink.u32(data.size());
        data.forEach(segment -> segment.write(sink));
      }
      case CODE -> {
        sink.u32(functions.size());
        functions.forEach(function -> sink.sized(encoded(function)));
      }
      default -> section.content().writeTo(sink);
    }
    return sink;
  }

  private void writeTypes(ByteSink sink) {
    sink.u32(types.size());
    for (FunctionType type : types) {
      sink.u8(0x60);
      writeValueTypes(type.parameters(), sink);
      writeValueTypes(type.results(), sink);
    }
  }

  private static void writeValueTypes(List<ValueType> valueTypes, ByteSink sink) {
    sink.u32(valueTypes.size());
    valueTypes.forEach(type -> sink.u8(type.code()));
  }

  private static ByteSink encoded(Function function) {
    ByteSink body = new ByteSink();
    BodyEncoder.encode(function, body);
    return body;
  }

  private int typeIndex(FunctionType type) {
    int index = types.indexOf(type);
    if (index >= 0) {
      return index;
    }
    types.add(type);
    return types.size() - 1;
  }
}
