package dev.sallyport.server.migration.project;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A folder that was opened without following a link: what it holds is read from it, by name. */
record OpenFolder(SecureDirectoryStream<Path> folder) {
  private static final int MOST_ENTRIES = 20_000;

  /** Reads one of its files. */
  FileReading read(Path name, String path, int largest) throws IOException {
    BasicFileAttributes attributes = attributes(name);
    if (attributes.isSymbolicLink()) {
      return new FileReading.Refused(path, "is a symbolic link");
    }
    if (!attributes.isRegularFile()) {
      return new FileReading.Refused(path, "is no regular file");
    }
    if (attributes.size() > largest) {
      return new FileReading.Refused(path, "is larger than " + (largest >> 20) + " MiB");
    }
    try (SeekableByteChannel channel =
        folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      // One byte more than it said: what grew in the meantime is noticed.
      ByteBuffer buffer = ByteBuffer.allocate((int) attributes.size() + 1);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until the end of the file or of the buffer
      }
      if (!buffer.hasRemaining()) {
        return new FileReading.Refused(path, "grew while it was read");
      }
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return new FileReading.Content(path, bytes);
    }
  }

  /** What it holds. */
  FolderReading entries(String path) throws IOException {
    List<FolderEntry> entries = new ArrayList<>();
    for (Path raw : folder) {
      if (entries.size() == MOST_ENTRIES) {
        return new FolderReading(
            FolderReading.State.REFUSED, List.of(), "holds more than " + MOST_ENTRIES + " names");
      }
      Path name = raw.getFileName();
      entries.add(new FolderEntry(decoded(name), name, kind(name)));
    }
    entries.sort(Comparator.comparing(FolderEntry::name));
    return new FolderReading(FolderReading.State.READ, entries, path);
  }

  private FolderEntry.Kind kind(Path name) throws IOException {
    BasicFileAttributes attributes = attributes(name);
    if (attributes.isSymbolicLink()) {
      return FolderEntry.Kind.LINK;
    }
    if (attributes.isDirectory()) {
      return FolderEntry.Kind.FOLDER;
    }
    return attributes.isRegularFile() ? FolderEntry.Kind.FILE : FolderEntry.Kind.OTHER;
  }

  /** Of an entry itself, where it is a link too. */
  BasicFileAttributes attributes(Path name) throws IOException {
    return folder
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  /** In a locale without UTF-8 a path's text loses letters; its address keeps every byte. */
  private static String decoded(Path name) {
    String plain = name.toString();
    if (plain.chars().allMatch(unit -> unit > ' ' && unit < 0x7f)) {
      return plain;
    }
    String address = Path.of("/").resolve(name).toUri().getRawPath();
    String last = address.substring(address.lastIndexOf('/', address.length() - 2) + 1);
    String bytes = last.endsWith("/") ? last.substring(0, last.length() - 1) : last;
    return URLDecoder.decode(bytes.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
