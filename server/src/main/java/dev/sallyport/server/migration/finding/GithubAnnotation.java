package dev.sallyport.server.migration.finding;

/**
 * A finding as a workflow command. A line feed or a colon of a hostile file name would begin a
 * command of its own; GitHub reads them back from their escaped form.
 */
final class GithubAnnotation {
  private GithubAnnotation() {}

  static String of(Finding finding) {
    StringBuilder command = new StringBuilder("::").append(level(finding)).append(' ');
    if (!finding.file().isEmpty()) {
      command.append("file=").append(property(finding.file())).append(',');
    }
    if (finding.line() > 0) {
      command.append("line=").append(finding.line()).append(',');
    }
    if (finding.column() > 0) {
      command.append("col=").append(finding.column()).append(',');
    }
    return command
        .append("title=")
        .append(property(finding.rule()))
        .append("::")
        .append(data(text(finding)))
        .toString();
  }

  private static String text(Finding finding) {
    StringBuilder text = new StringBuilder(PlainText.oneLine(finding.message()));
    finding
        .facts()
        .forEach(fact -> text.append("\nfact: ").append(PlainText.oneLine(fact.words())));
    return text.append("\nhelp: ").append(PlainText.oneLine(finding.help())).toString();
  }

  private static String level(Finding finding) {
    return switch (finding.severity()) {
      case NOTE -> "notice";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
