package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Node;
import dev.sallyport.policy.rules.yaml.ShapeCheck;
import dev.sallyport.policy.rules.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code policies.yaml}: every mistake at once, or the rules. */
public final class PolicyReader {
  private PolicyReader() {}

  /**
   * The rules of a file, checked against nothing but itself.
   *
   * @param fileName the name that mistakes carry; nothing is opened
   * @throws InvalidPolicyException with every mistake
   */
  public static PolicySet read(String fileName, byte[] yaml) {
    return read(fileName, yaml, Surroundings.UNKNOWN);
  }

  /**
   * The rules of a file, checked against what surrounds it as well.
   *
   * @throws InvalidPolicyException with every mistake
   */
  public static PolicySet read(String fileName, byte[] yaml, Surroundings surroundings) {
    return read(fileName, yaml, surroundings, true);
  }

  /**
   * The rules of a file that was read in full when it was trusted: its conditions are compiled only
   * when a request meets them. One that does not compile after all denies.
   *
   * @throws InvalidPolicyException with every mistake but those in conditions
   */
  public static PolicySet readTrusted(String fileName, byte[] yaml) {
    return read(fileName, yaml, Surroundings.UNKNOWN, false);
  }

  private static PolicySet read(
      String fileName, byte[] yaml, Surroundings surroundings, boolean checkConditions) {
    Mistakes mistakes = new Mistakes(fileName);
    Optional<Node> tree = YamlReader.read(yaml, mistakes);
    if (tree.isEmpty()) {
      throw new InvalidPolicyException(mistakes.all());
    }
    new ShapeCheck(mistakes).check(tree.get(), PolicyGrammar.FILE);
    Fields file = Fields.of(tree.get());
    Environments environments = new EnvironmentSection(mistakes, surroundings).read(file);
    Map<String, Set<String>> groups = new GroupSection(mistakes, surroundings).read(file);
    List<LocatedRule> rules =
        new RuleSection(mistakes, environments, groups, checkConditions).read(file);
    if (checkConditions) {
      List<LocatedRule> sound = rules.stream().filter(LocatedRule::sound).toList();
      new ReachCheck(mistakes, sound, environments).check(surroundings);
      new DataLossCheck(mistakes, sound, environments).check();
    }
    if (mistakes.hasErrors()) {
      throw new InvalidPolicyException(mistakes.all());
    }
    List<Mistake> warnings = mistakes.all();
    return new FilePolicySet(
        Digest.of(yaml),
        rules.stream().map(LocatedRule::rule).toList(),
        environments,
        groups,
        file.text("guard").filter("strict"::equals).isPresent(),
        warnings);
  }
}
