package dev.sallyport.grammar;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many bytes of code each method of a class file has, read as the JVM specification lays it.
 */
final class MethodSizes {
  private final DataInputStream in;
  private final Map<Integer, String> texts = new LinkedHashMap<>();

  private MethodSizes(DataInputStream in) {
    this.in = in;
  }

  /** The sizes by method name; the largest where methods share one. */
  static Map<String, Integer> of(InputStream classFile) throws IOException {
    return new MethodSizes(new DataInputStream(classFile)).read();
  }

  private Map<String, Integer> read() throws IOException {
    in.skipNBytes(8);
    constants();
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      in.skipNBytes(6);
      codeSize();
    }
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
      in.skipNBytes(2);
      String name = String.valueOf(texts.get(in.readUnsignedShort()));
      in.skipNBytes(2);
      sizes.merge(name, codeSize(), Math::max);
    }
    return sizes;
  }

  private void constants() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == 1) {
        texts.put(i, in.readUTF());
        continue;
      }
      in.skipNBytes(
          switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("constant pool tag " + tag);
          });
      if (tag == 5 || tag == 6) {
        i++;
      }
    }
  }

  /** Steps over the attributes of a field or method; the size of its code, 0 where it has none. */
  private int codeSize() throws IOException {
    int size = 0;
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      boolean code = "Code".equals(texts.get(in.readUnsignedShort()));
      long length = Integer.toUnsignedLong(in.readInt());
      if (code) {
        in.skipNBytes(4);
        size = in.readInt();
        length -= 8;
      }
      in.skipNBytes(length);
    }
    return size;
  }
}
