package dev.sallyport.server.majors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.BuiltinOperators;
import dev.sallyport.policy.sql.BuiltinTypes;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ExtensionFunctions;
import dev.sallyport.policy.sql.KnownFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the review of built-ins is complete, asked of every major that is at hand. */
class BuiltinReviewTest {

  static List<PostgresMajor> majors() {
    return PostgresMajor.all();
  }

  @Test
  void theBuildsOwnMajorIsAlwaysAtHand() {
    assertThat(majors()).anyMatch(PostgresMajor::isAvailable);
  }

  @ParameterizedTest
  @MethodSource("majors")
  void everyFunctionIsReviewed(PostgresMajor major) {
    List<String> unreviewed =
        builtins(major).functions().stream()
            .filter(function -> !isReviewed(lookup(function)))
            .map(Builtins.Routine::name)
            .distinct()
            .toList();

    assertThat(unreviewed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void whatNotEveryRoleMayCallIsNoPlainRead(PostgresMajor major) {
    List<String> harmless =
        builtins(major).functions().stream()
            .filter(function -> !function.publicly() && isHarmless(lookup(function)))
            .map(Builtins.Routine::name)
            .distinct()
            .toList();

    // Tells whether statistics of an object exist, no more.
    assertThat(harmless).isSubsetOf("pg_stat_have_stats");
  }

  /**
   * The list in the resource is the review by hand: a function that turns volatile shows up here.
   */
  @ParameterizedTest
  @MethodSource("majors")
  void aVolatileFunctionIsAPlainReadOnlyIfAHumanSaidSo(PostgresMajor major) throws IOException {
    Set<String> harmless =
        builtins(major).functions().stream()
            .filter(function -> function.isVolatile() && isHarmless(lookup(function)))
            .map(Builtins.Routine::name)
            .collect(Collectors.toSet());

    assertThat(harmless).isSubsetOf(reviewedVolatileReads());
  }

  @ParameterizedTest
  @MethodSource("majors")
  void operatorsAndCastsOnlyCompute(PostgresMajor major) {
    Builtins builtins = builtins(major);

    assertThat(builtins.operators())
        .allMatch(operator -> BuiltinOperators.contains("pg_catalog", operator.name()))
        .allMatch(operator -> isHarmless(BuiltinFunctions.lookup(null, operator.function())));
    assertThat(builtins.castFunctions())
        .allMatch(function -> isHarmless(BuiltinFunctions.lookup(null, function)));
  }

  @ParameterizedTest
  @MethodSource("majors")
  void everyTypeIsKnown(PostgresMajor major) {
    assertThat(builtins(major).types()).allMatch(type -> BuiltinTypes.contains("pg_catalog", type));
  }

  @ParameterizedTest
  @MethodSource("majors")
  void everyExtensionThatPostgresqlShipsIsReviewed(PostgresMajor major) {
    assertThat(builtins(major).members())
        .isNotEmpty()
        .allMatch(member -> isReviewed(ExtensionFunctions.of(member.extension(), member.name())));
  }

  private static Builtins builtins(PostgresMajor major) {
    assumeTrue(major.isAvailable(), major::absence);
    return Builtins.of(major);
  }

  private static Optional<KnownFunction> lookup(Builtins.Routine function) {
    return BuiltinFunctions.lookup(function.schema(), function.name());
  }

  private static boolean isReviewed(Optional<KnownFunction> function) {
    return function.isPresent()
        && function.get().effects().stream()
            .map(Effect::kind)
            .noneMatch(kind -> kind == EffectKind.UNKNOWN);
  }

  private static boolean isHarmless(Optional<KnownFunction> function) {
    return function.map(KnownFunction::isHarmless).orElse(false);
  }

  private static Set<String> reviewedVolatileReads() throws IOException {
    try (InputStream bytes =
            BuiltinReviewTest.class.getResourceAsStream("/majors/volatile-reads.txt");
        BufferedReader text =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      return text.lines()
          .filter(line -> !line.startsWith("# "))
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .collect(Collectors.toSet());
    }
  }
}
