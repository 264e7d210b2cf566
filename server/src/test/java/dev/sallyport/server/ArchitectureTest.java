package dev.sallyport.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.sallyport.server",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.Written.class})
class ArchitectureTest {
  private static final String ROOM = "dev.sallyport.server.";

  /** Without Prisma's module, which is compiled from WebAssembly and takes long to import. */
  static final class Written implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/PrismaSchemaMachine");
    }
  }

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.sallyport.server.(*)..").should().beFreeOfCycles();

  /** On standard input and output a stray print corrupts the protocol. */
  @ArchTest
  static final ArchRule onlyTheCommandLineUsesStandardStreams =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOM + "cli..", "dev.sallyport.server")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule theAgentsFaceReachesOnlyTheRoad =
      noClasses()
          .that()
          .resideInAPackage(ROOM + "mcp..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ROOM + "database..", ROOM + "shadow..", ROOM + "cli..", "java.sql.."));

  @ArchTest
  static final ArchRule approvalKnowsOnlyAudit =
      noClasses()
          .that()
          .resideInAPackage(ROOM + "approval..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ROOM + "gateway..",
                  ROOM + "database..",
                  ROOM + "catalog..",
                  ROOM + "migration..",
                  ROOM + "mcp..",
                  ROOM + "cli.."));

  @ArchTest
  static final ArchRule theGatewayKnowsNoFace =
      noClasses()
          .that()
          .resideInAPackage(ROOM + "gateway..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ROOM + "mcp..", ROOM + "cli..", ROOM + "migration..", ROOM + "guard.."));

  @ArchTest
  static final ArchRule driversStayWithTheirRooms =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOM + "database..",
              ROOM + "shadow..",
              ROOM + "store..",
              ROOM + "approval..",
              ROOM + "audit..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.."));

  @ArchTest
  static final ArchRule theProtocolsTypesStayInItsFace =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOM + "mcp..", ROOM + "demo..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.modelcontextprotocol..", "reactor.."));

  /** The demo approves by itself, with a key it made: no other command may lead there. */
  @ArchTest
  static final ArchRule onlyTheDemosOwnCommandReachesTheDemo =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOM + "demo..")
          .and()
          .doNotHaveFullyQualifiedName(ROOM + "cli.DemoCommand")
          .should()
          .dependOnClassesThat(resideInAPackage(ROOM + "demo.."));

  @ArchTest
  static final ArchRule theTransportKnowsNoTools =
      noClasses()
          .that()
          .resideInAPackage(ROOM + "mcp.stdio..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(ROOM + "mcp"));

  /** A session that runs scripts as they stand is for throw-away databases alone. */
  @ArchTest
  static final ArchRule onlyShadowsRunScripts =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOM + "shadow..", ROOM + "database..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(ROOM + "database.ScriptSession");

  /** The one road: an agent's text reaches the target only through the gateway. */
  @ArchTest
  static final ArchRule onlyTheGatewayOpensSessions =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOM + "gateway..", ROOM + "database..")
          .should()
          .callMethodWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                          com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                              ROOM + "database.TargetDatabase"))
                      .and(
                          com.tngtech.archunit.core.domain.properties.HasName.Predicates
                              .nameMatching("open(Read|Write|Alone)"))));
}
