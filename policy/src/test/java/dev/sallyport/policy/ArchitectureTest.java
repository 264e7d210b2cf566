package dev.sallyport.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sallyport.policy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule policyDoesNoIo =
      noClasses()
          .that()
          .resideInAPackage("dev.sallyport.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..", "org.slf4j..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.sallyport.policy.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule parsersStayInTheSqlRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sallyport.policy.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.sf.jsqlparser..", "com.dylibso.chicory..");

  @ArchTest
  static final ArchRule conditionsAndYamlStayInTheRulesRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sallyport.policy.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.cel..", "tools.jackson.dataformat.yaml..");
}
