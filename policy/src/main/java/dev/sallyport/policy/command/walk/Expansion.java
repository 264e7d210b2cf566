package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.shell.Word;
import dev.sallyport.policy.command.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Expands words in a scope: what can't be told becomes {@link Marks#UNKNOWN}. */
final class Expansion {
  private final Walk walk;
  private final Scope scope;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private boolean begun;

  private Expansion(Walk walk, Scope scope) {
    this.walk = walk;
    this.scope = scope;
  }

  /** The words a word becomes. */
  static List<String> fields(Word word, Walk walk, Scope scope) {
    List<String> all = new ArrayList<>();
    for (Word one : Braces.expand(word)) {
      Expansion expansion = new Expansion(walk, scope);
      expansion.expand(one, true);
      all.addAll(expansion.fields);
    }
    return all;
  }

  /** The one text a word becomes where it is not split, as in an assignment. */
  static String text(Word word, Walk walk, Scope scope) {
    Expansion expansion = new Expansion(walk, scope);
    expansion.expand(word, false);
    return expansion.fields.isEmpty() ? "" : String.join(" ", expansion.fields);
  }

  private void expand(Word word, boolean splits) {
    boolean first = true;
    for (Part part : word.parts()) {
      add(part, splits, first);
      first = false;
    }
    end();
  }

  private void add(Part part, boolean splits, boolean first) {
    if (part instanceof Word.Text text) {
      begun = true;
      field.append(
          text.quoted() ? Marks.clean(text.value()) : unquoted(text.value(), first, splits));
    } else if (part instanceof Word.Parameter parameter) {
      values(
          new Parameters(walk, scope).values(parameter), parameter.quoted() || !splits, parameter);
    } else if (part instanceof Word.Substitution substitution) {
      String output = walk.substitute(substitution.script(), scope).replaceFirst("\n+$", "");
      if (substitution.quoted() || !splits) {
        begun = true;
        field.append(output);
      } else {
        split(output);
      }
    } else if (part instanceof Word.ProcessFile process) {
      begun = true;
      field.append(walk.processFile(process, scope));
    } else if (part instanceof Word.Arithmetic arithmetic) {
      Expansion.text(arithmetic.expression(), walk, scope);
      begun = true;
      field.append(Marks.UNKNOWN);
    }
  }

  private void values(List<String> values, boolean quoted, Word.Parameter parameter) {
    boolean each = parameter.name().equals("@") || "@".equals(parameter.index());
    for (int i = 0; i < values.size(); i++) {
      if (i > 0 && (each || !quoted)) {
        end();
      } else if (i > 0) {
        field.append(' ');
      }
      if (quoted) {
        begun = true;
        field.append(values.get(i));
      } else {
        split(values.get(i));
      }
    }
  }

  private void split(String value) {
    List<String> set = scope.values("IFS");
    String separators = set == null ? " \t\n" : String.join("", set);
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (separators.indexOf(unit) >= 0) {
        end();
      } else {
        begun = true;
        field.append(unit == '*' ? Marks.STAR : unit == '?' ? Marks.ONE : unit);
      }
    }
  }

  private void end() {
    if (begun) {
      fields.add(Marks.bounded(field.toString()));
      field.setLength(0);
      begun = false;
    }
  }

  private String unquoted(String value, boolean first, boolean patterns) {
    String text = Marks.clean(value);
    if (first && (text.equals("~") || text.startsWith("~/"))) {
      text = walk.home() + text.substring(1);
    } else if (first && (text.startsWith("~+") || text.startsWith("~-"))) {
      text = scope.folder() + text.substring(2);
    }
    if (!patterns) {
      return text;
    }
    return text.replaceAll("\\[[^]/]+]", String.valueOf(Marks.ONE))
        .replace('*', Marks.STAR)
        .replace('?', Marks.ONE);
  }
}
