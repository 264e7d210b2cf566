package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partition that is made in its place, under the parent's lock. */
final class PartitionOfLiveParent extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "partition-of-live-parent",
          "CREATE TABLE ... PARTITION OF a table in use",
          "a partition is created with PARTITION OF a parent that this file did not make",
          "an ACCESS EXCLUSIVE lock on the parent keeps readers and writers of every partition"
              + " waiting, and is itself waited for behind every transaction that uses the table",
          "CREATE TABLE ... (LIKE parent), add a CHECK of its bounds, then ATTACH PARTITION, which"
              + " locks only the new table",
          Example.of(
              "CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);",
              "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1) TO (10);",
              """
              SET LOCAL lock_timeout = '2s';
              CREATE TABLE events_1 (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
              ALTER TABLE events_1 ADD CHECK (id >= 1 AND id < 10);
              ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (1) TO (10);\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateTable create) {
      ObjectName parent = create.partitionOf();
      if (parent != null && !visit.isNew(parent)) {
        visit.report(
            Problem.of(
                    this,
                    visit.span(),
                    "`PARTITION OF` locks all of `"
                        + Sql.name(parent)
                        + "` against reads and writes",
                    "create the table LIKE the parent, then ATTACH PARTITION")
                .because(visit.origin(visit.table(parent)))
                .safer(steps(visit, create, parent)));
      }
    }
  }

  private static Draft[] steps(Visit visit, Definition.CreateTable create, ObjectName parent) {
    String text = visit.text();
    Matcher bound = Pattern.compile("(?is)\\b(FOR\\s+VALUES\\b.*|DEFAULT)$").matcher(text);
    if (visit.inBlock() || !bound.find()) {
      return new Draft[0];
    }
    String name = Sql.name(create.name());
    return new Draft[] {
      Draft.of(
          "attach_" + create.name().name(),
          "CREATE TABLE "
              + name
              + " (LIKE "
              + Sql.name(parent)
              + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS);\nALTER TABLE "
              + Sql.name(parent)
              + " ATTACH PARTITION "
              + name
              + " "
              + bound.group(1))
    };
  }
}
