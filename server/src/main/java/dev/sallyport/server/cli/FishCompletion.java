package dev.sallyport.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish: a line for each command and each of its options. */
final class FishCompletion {
  private FishCompletion() {}

  static String script(CommandLine whole) {
    StringBuilder script = new StringBuilder("complete -c sallyport -f\n");
    whole.getSubcommands().forEach((name, line) -> command(script, name, line));
    return script.toString();
  }

  private static void command(StringBuilder script, String name, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    script.append("complete -c sallyport -n __fish_use_subcommand -a ").append(name);
    describe(script, spec.usageMessage().description());
    String within = "'__fish_seen_subcommand_from " + name + "'";
    line.getSubcommands()
        .forEach(
            (inner, below) -> {
              script.append("complete -c sallyport -n ").append(within).append(" -a ");
              script.append(inner);
              describe(script, below.getCommandSpec().usageMessage().description());
              String deeper = "'__fish_seen_subcommand_from " + inner + "'";
              below.getCommandSpec().options().forEach(option -> option(script, deeper, option));
            });
    spec.options().forEach(option -> option(script, within, option));
  }

  private static void option(StringBuilder script, String within, OptionSpec option) {
    script.append("complete -c sallyport -n ").append(within);
    for (String name : option.names()) {
      script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      script.append(java.nio.file.Path.class.equals(option.type()) ? " -r -F" : " -x");
    }
    describe(script, option.description());
  }

  private static void describe(StringBuilder script, String... description) {
    String text = description.length == 0 ? "" : description[0];
    script.append(" -d '").append(text.replace("\\", "\\\\").replace("'", "\\'")).append("'\n");
  }
}
