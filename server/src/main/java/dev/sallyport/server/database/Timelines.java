package dev.sallyport.server.database;

/** A cluster's timeline: its number changes when a standby is promoted or a backup restored. */
final class Timelines {
  private Timelines() {}

  /** The timeline in the name of a WAL file: its first eight hexadecimal digits. */
  static int ofWalFile(String name) {
    return Integer.parseUnsignedInt(name.substring(0, 8), 16);
  }
}
