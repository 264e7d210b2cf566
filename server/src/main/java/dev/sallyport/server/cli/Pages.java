package dev.sallyport.server.cli;

import java.util.List;

/** Lines a screen at a time. */
final class Pages {
  private static final int SCREEN = 22;

  private Pages() {}

  static void show(List<String> lines, Terminal terminal, Passphrase human) {
    for (int from = 0; from < lines.size(); from += SCREEN) {
      lines.subList(from, Math.min(lines.size(), from + SCREEN)).forEach(terminal::line);
      if (from + SCREEN < lines.size()) {
        human.confirms("-- more, press enter --", "");
      }
    }
  }
}
