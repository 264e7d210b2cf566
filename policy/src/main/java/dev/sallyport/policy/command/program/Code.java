package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What code in a general language would do to a database, as far as its strings and the names of
 * common libraries tell. A program can always be written so that this sees nothing.
 */
final class Code {
  private static final Pattern DATABASE =
      Pattern.compile(
          "(?i)\\b(pg|postgres(ql|js)?|psycopg\\w*|asyncpg|pg8000|sqlalchemy|PrismaClient|prisma"
              + "|knex|sequelize|typeorm|drizzle\\w*|DBI|PDO|pg_\\w+|ActiveRecord|slonik|kysely"
              + "|mikro-orm|DBD|Bun\\.sql|create_engine|django|DB)\\b|\\bsql\\s*`|\\.(query|execute|exec\\w*Raw\\w*)\\s*\\(");
  private static final Pattern PROCESS =
      Pattern.compile(
          "(?i)child_process|shell_exec|proc_open|\\bexec\\w*\\b|spawn|\\bsystem\\b|popen|subprocess|os\\.|passthru|Deno\\.(Command|run)|Bun\\.|\\$`|execa|do"
              + " shell script|\\brun\\s*\\(|Open3|%x|\\bqx\\b|pty\\.|sh\\.");
  private static final Pattern WORDS = Pattern.compile("\\bqw\\s*[(\\[{/|<]([^)\\]}/|>]*)");
  private static final Pattern QUOTED = Pattern.compile("\\bqq?\\s*[(\\[{|<]([^)\\]}|>]*)");
  private static final Pattern BACKTICKS = Pattern.compile("`[^`]+`");
  private static final Pattern SQL =
      Pattern.compile(
          "(?is)^(\\s|--[^\\n"
              + "]*\\n"
              + "|/\\*.*?\\*/|;)*(drop|truncate|delete\\s+from|update|insert\\s+into"
              + "|alter|create|grant|revoke|merge\\s+into|copy|do\\s+\\$|call|select|with|vacuum"
              + "|reindex|lock|reassign|refresh|comment\\s+on|explain|cluster|begin)\\b.+");
  private static final Pattern LOSING_SQL =
      Pattern.compile(
          "(?is)\\b(drop\\s+(table|schema|database|owned)|truncate\\s+(table\\s+)?[\\w\"]"
              + "|delete\\s+from\\s+[\\w\".]+\\s*(;|$))");
  private static final Pattern LOSING_CALLS =
      Pattern.compile(
          "deleteMany\\s*\\(\\s*(\\{\\s*})?\\s*\\)|\\.truncate\\s*\\(|(->|::)truncate\\(|drop_all\\s*\\("
              + "|dropDatabase\\s*\\(|dropSchema\\s*\\(|dropTable\\w*\\s*\\(|\\.del\\(\\)"
              + "|synchronize\\(\\s*true|sync\\(\\s*\\{[^}]*force\\s*:\\s*true|delete_all|destroy_all"
              + "|objects\\.all\\(\\)\\.delete|Schema::drop\\w*|->delete\\(\\)"
              + "|call_command\\(\\s*['\"](flush|migrate|reset_db)|drop_database|drop_table");
  private static final Pattern WRITING_CALLS =
      Pattern.compile("\\.(create|createMany|update|updateMany|upsert|delete|deleteMany)\\s*\\(");
  private static final Pattern RAW_CALL =
      Pattern.compile(
          "(?i)\\.(query|execute|executeRaw\\w*|queryRaw\\w*|unsafe|raw)\\s*\\(\\s*[A-Za-z_(]");
  private static final Pattern READS =
      Pattern.compile(
          "(?i)readFile|open\\s*\\(|read_text|File\\.|file_get_contents|createReadStream|IO\\.|"
              + "Deno\\.(read|write|remove|rename|copy)|Bun\\.(file|write)|<\\s*FH|copy|rename|writeFile|write_text|unlink|rmSync|remove"
              + "|fopen|appendFile|slurp|rmtree|rm\\(");
  private static final Pattern WRITES =
      Pattern.compile(
          "(?i)write(Text)?File|write_text|Bun\\.write|Deno\\.remove|unlink|rmSync|\\bremove|appendFile|rename|['\"][wa]b?\\+?['\"]"
              + "|file_put_contents|File\\.(write|delete|open)|rmtree|rmdir|\\.write\\(|rm\\(|copy");
  private static final Pattern CODED = Pattern.compile("(?i)base64|b64decode|atob|unpack");

  private final String code;
  private final Shell shell;
  private final Invocation invocation;
  private final List<String> literals;
  private final List<String> rows;

  private Code(String code, Shell shell, Invocation invocation) {
    this.code = code;
    this.shell = shell;
    this.invocation = invocation;
    Literals.Found found = Literals.in(code);
    List<String> all = new ArrayList<>(found.all());
    if (CODED.matcher(code).find()) {
      found.all().forEach(text -> decoded(text, all));
    }
    this.literals = all;
    this.rows = found.rows();
  }

  /** Code that stands on the command line: what it would write needs a person. */
  static void inline(String code, Shell shell, Invocation invocation) {
    Code read = new Code(Marks.plain(code), shell, invocation);
    Variables.inCode(read.code, shell);
    read.commands();
    read.files();
    read.calls();
    read.sql();
  }

  /** A program of the project: only what loses data is worth a question. */
  static void file(String code, Shell shell, Invocation invocation) {
    Code read = new Code(code, shell, invocation);
    read.commands();
    boolean loses =
        DATABASE.matcher(code).find()
            && (LOSING_CALLS.matcher(code).find()
                || read.literals.stream().anyMatch(text -> LOSING_SQL.matcher(text).find()));
    if (loses) {
      shell.doubt(
          "`" + invocation.line() + "` runs a program that can lose rows or tables", Ways.EXECUTE);
    }
  }

  private static void decoded(String text, List<String> into) {
    if (text.length() >= 8 && text.matches("[A-Za-z0-9+/=_-]+")) {
      try {
        byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        into.add(new String(bytes, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        // No Base64 then.
      }
    }
  }

  private void commands() {
    boolean starts = PROCESS.matcher(code).find();
    if (!starts && !invocation.program().matches("(ruby|perl|php|irb).*")) {
      return;
    }
    if (!starts && !BACKTICKS.matcher(code).find()) {
      return;
    }
    List<String> lines = new ArrayList<>(literals);
    lines.addAll(rows);
    Matcher words = WORDS.matcher(code);
    while (words.find()) {
      lines.add(words.group(1).strip());
    }
    if (invocation.program().matches("(perl|ruby).*")) {
      QUOTED.matcher(code).results().forEach(found -> lines.add(found.group(1).strip()));
    }
    for (String line : lines) {
      if (line.length() > 3 && line.length() < 4_000 && line.indexOf(' ') > 0) {
        shell.runApart(line, List.of(), null);
      } else if (line.matches("\\S*(dropdb|reset|clean)\\S*")) {
        shell.runApart(line, List.of(), null);
      }
    }
  }

  private void files() {
    if (!READS.matcher(code).find()) {
      return;
    }
    boolean writes = WRITES.matcher(code).find();
    for (String text : literals) {
      if (text.length() < 300 && text.matches("\\S*[./]\\S*|\\.\\S+")) {
        shell.file(Act.Access.READ, text, invocation.program());
        if (writes) {
          shell.file(Act.Access.WRITE, text, invocation.program());
          if (code.matches("(?is).*(rmtree|rmSync|unlink|\\brm\\(|remove).*")) {
            shell.file(Act.Access.REMOVE, text, invocation.program());
          }
        }
      }
    }
  }

  private void calls() {
    if (!DATABASE.matcher(code).find()) {
      return;
    }
    if (LOSING_CALLS.matcher(code).find()) {
      shell.bypass("`" + invocation.line() + "` deletes rows or tables", Ways.EXECUTE);
    } else if (code.matches("(?s).*\\bprisma\\b.*|.*PrismaClient.*")
        && WRITING_CALLS.matcher(code).find()) {
      shell.bypass("`" + invocation.line() + "` writes rows past the gate", Ways.EXECUTE);
    }
  }

  private void sql() {
    if (!DATABASE.matcher(code).find()) {
      return;
    }
    boolean any = false;
    for (String text : literals) {
      if (SQL.matcher(text).matches()) {
        any = true;
        shell.report(SqlText.perhaps(withoutPlaceholders(text), invocation.program()));
      }
    }
    if (!any && RAW_CALL.matcher(code).find()) {
      shell.doubt(
          "`" + invocation.line() + "` sends SQL that can't be told beforehand", Ways.EXECUTE);
    }
  }

  /** Parameters as the drivers write them, made into PostgreSQL's. */
  private static String withoutPlaceholders(String sql) {
    return sql.replaceAll(
        "%s|%\\(\\w+\\)s|(?<=[=\\s(,])\\?(?=[\\s,);]|$)|(?<=[=\\s(,]):\\w+", "\\$1");
  }
}
