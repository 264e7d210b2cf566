package dev.sallyport.server.migration.project;

import java.nio.file.Path;

/**
 * One name in a folder of the project.
 *
 * @param name decoded as UTF-8, whatever the locale of this process
 * @param raw the name as the file system knows it
 */
public record FolderEntry(String name, Path raw, Kind kind) {
  /** What stands behind the name; a link is a link, wherever it points. */
  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    /** A pipe, a socket or a device. */
    OTHER
  }
}
