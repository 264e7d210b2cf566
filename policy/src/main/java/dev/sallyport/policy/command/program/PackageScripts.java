package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripts of the nearest {@code package.json}. */
final class PackageScripts {
  private static final int UPWARDS = 12;

  private final Map<String, String> scripts;
  private final boolean known;

  private PackageScripts(Map<String, String> scripts, boolean known) {
    this.scripts = scripts;
    this.known = known;
  }

  static PackageScripts at(Shell shell) {
    String folder = shell.scope().folder();
    for (int i = 0; i < UPWARDS && Marks.known(folder); i++) {
      Optional<String> text = shell.text((folder.equals("/") ? "" : folder) + "/package.json");
      if (text.isPresent()) {
        return new PackageScripts(new ScriptsOfManifest(text.get()).scripts(), true);
      }
      int slash = folder.lastIndexOf('/');
      if (slash <= 0) {
        break;
      }
      folder = folder.substring(0, slash);
    }
    return new PackageScripts(new LinkedHashMap<>(), false);
  }

  /** Whether there was a manifest to read. */
  boolean known() {
    return known;
  }

  boolean has(String name) {
    return scripts.containsKey(name);
  }

  boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || Marks.pattern(name) || !Marks.known(name);
  }

  /** Runs every script that the name may mean. */
  void run(String name, String more, Shell shell) {
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      String wanted = name.replace('*', Marks.STAR);
      if (Marks.mayBe(wanted, script.getKey())) {
        shell.runApart(script.getValue() + more, List.of(), null);
      }
    }
  }
}
