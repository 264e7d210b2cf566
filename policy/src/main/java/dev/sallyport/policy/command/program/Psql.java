package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * psql and what takes the same options: the SQL that it would send, and what its backslash does.
 */
final class Psql {
  private static final Set<String> VALUED =
      Set.of(
          "command",
          "comman",
          "comma",
          "comm",
          "dbname",
          "file",
          "fil",
          "variable",
          "set",
          "host",
          "port",
          "username",
          "output",
          "log-file",
          "field-separator",
          "record-separator",
          "table-attr",
          "pset",
          "command-file");

  private final Invocation invocation;
  private final Shell shell;
  private final Map<String, String> variables = new HashMap<>();

  private Psql(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  static String start(Invocation invocation, Shell shell) {
    List<String> given = invocation.arguments();
    if (given.contains("--help") || given.contains("-?") || given.contains("--version")) {
      return Marks.ANYTHING;
    }
    new Psql(invocation, shell).run(Arguments.of(given, "cdfhpUvoLFRTP", VALUED));
    return Marks.ANYTHING;
  }

  private void run(Arguments arguments) {
    for (String variable : arguments.values("v", "set", "variable")) {
      int equals = variable.indexOf('=');
      variables.put(
          equals < 0 ? variable : variable.substring(0, equals),
          equals < 0 ? "" : variable.substring(equals + 1));
    }
    List<String> commands = arguments.values("c", "command", "comman", "comma", "comm");
    List<String> files = arguments.values("f", "file", "fil", "command-file");
    arguments.value("o", "output").filter(file -> file.startsWith("|")).ifPresent(this::program);
    arguments.value("L", "log-file").ifPresent(log -> shell.file(Act.Access.WRITE, log, "psql"));
    commands.forEach(this::script);
    files.forEach(this::file);
    if (!commands.isEmpty() || !files.isEmpty() || arguments.has("l", "list", "V")) {
      return;
    }
    if (invocation.input() != null) {
      script(invocation.inputText());
    } else {
      shell.doubt(
          "`" + invocation.line() + "` opens a session in which any SQL can be typed",
          "use Sallyport's `query` or `execute`, or give the SQL with `-c`");
    }
  }

  private void file(String name) {
    if (name.equals("-") || name.equals("/dev/stdin")) {
      script(invocation.inputText());
      return;
    }
    shell.file(Act.Access.READ, name, "psql -f");
    shell.text(name).ifPresentOrElse(this::script, () -> unread(name));
  }

  private void unread(String name) {
    shell.doubt(
        "`" + Marks.shown(name) + "` can't be read here, and psql would run it", Ways.EXECUTE);
  }

  private void script(String text) {
    if (text.isBlank()) {
      return;
    }
    if (text.replace(Marks.ANYTHING, "").isBlank()) {
      shell.doubt(
          "`" + invocation.line() + "` sends SQL that can't be told beforehand", Ways.EXECUTE);
      return;
    }
    if (text.startsWith(PostgresTools.DUMP)) {
      shell.bypass(
          "`" + invocation.line() + "` writes a dump into a database",
          Ways.PERSON + "; " + Ways.EXECUTE);
      return;
    }
    PsqlScript.Parts parts = PsqlScript.read(text, variables);
    parts.commands().forEach(this::backslash);
    if (!parts.sql().isBlank()) {
      shell.report(SqlText.of(parts.sql(), invocation.program()));
    }
  }

  private void backslash(String command) {
    String name = command.split("\\s", 2)[0];
    String rest = command.substring(name.length()).strip();
    if (command.startsWith("!")) {
      shell.evaluate(command.substring(1), null);
    } else if (name.equals("copy")) {
      copy(rest);
    } else if (name.equals("i") || name.equals("ir") || name.startsWith("include")) {
      file(rest.replace("'", ""));
    } else if (name.equals("gexec")) {
      shell.doubt("`\\gexec` runs SQL that a query makes", Ways.EXECUTE);
    } else if (name.equals("password") || name.equals("lo_import") || name.equals("lo_unlink")) {
      shell.bypass("`\\" + name + "` changes the database past the gate", Ways.PERSON);
    } else if (rest.startsWith("|")) {
      program(rest);
    } else if (name.equals("set")) {
      String[] words = rest.split("\\s+", 2);
      variables.put(words[0], words.length > 1 ? words[1].replace("'", "") : "");
    }
  }

  private void program(String pipe) {
    shell.evaluate(pipe.substring(1), Marks.ANYTHING);
  }

  private void copy(String rest) {
    String words = rest.toLowerCase(java.util.Locale.ROOT);
    int program = words.indexOf(" program ");
    if (program >= 0) {
      String text = rest.substring(program + 9).strip();
      if (text.length() > 1 && text.charAt(0) == '\'') {
        int end = text.indexOf('\'', 1);
        shell.evaluate(text.substring(1, end < 0 ? text.length() : end), null);
      }
    }
    if (!words.startsWith("(") && words.matches("(?s).*\\sfrom\\s.*")) {
      String table = rest.split("[\\s(]+", 2)[0];
      shell.report(SqlText.of("COPY " + table + " FROM STDIN", invocation.program() + " \\copy"));
    } else if (words.startsWith("(") && rest.lastIndexOf(')') > 0) {
      shell.report(SqlText.of(rest.substring(1, rest.lastIndexOf(')')), invocation.program()));
    }
  }
}
