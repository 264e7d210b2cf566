package dev.sallyport.server.migration.project;

import java.util.List;

/**
 * What listing a folder of the project came to.
 *
 * @param entries sorted by name; empty unless it was read
 * @param why why it was refused; else the folder's path
 */
public record FolderReading(State state, List<FolderEntry> entries, String why) {
  static final FolderReading ABSENT = new FolderReading(State.ABSENT, List.of(), "");

  /** Whether it was read. */
  public enum State {
    READ,
    ABSENT,
    REFUSED
  }

  public FolderReading {
    entries = List.copyOf(entries);
  }
}
