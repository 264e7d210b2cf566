package dev.sallyport.server.migration.lint.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every rule there is. */
public final class Rules {
  /** In the order in which they look at a statement; the last ones ask what the others said. */
  private static final List<Rule> ALL =
      List.of(
          new UnreadableStatement(),
          new IndexWithoutConcurrently(),
          new InvalidIndex(),
          new DropIndexWithoutConcurrently(),
          new ReindexWithoutConcurrently(),
          new ConcurrentlyInTransaction(),
          new ForeignKeyWithoutNotValid(),
          new CheckWithoutNotValid(),
          new ValidateInSameTransaction(),
          new SetNotNull(),
          new DuplicateColumn(),
          new RequiredColumnWithoutDefault(),
          new VolatileDefault(),
          new GeneratedKeyColumn(),
          new StoredGeneratedColumn(),
          new ColumnTypeChange(),
          new TimeZoneRewrite(),
          new ConstrainedDomainColumn(),
          new UniqueWithoutIndex(),
          new PrimaryKeyWithoutIndex(),
          new ExclusionConstraint(),
          new DropTable(),
          new DropObject(),
          new DropColumn(),
          new Renaming(),
          new DropNotNull(),
          new DropConstraint(),
          new TruncateTable(),
          new DropCascade(),
          new DisabledProtection(),
          new RowSecurityWithoutPolicy(),
          new ReplicaIdentityFull(),
          new ForeignKeyCascade(),
          new UnboundedWrite(),
          new StatementAfterLock(),
          new NoLockTimeout(),
          new ForeignKeyWithoutIndex(),
          new NotRerunnable(),
          new TransactionControl(),
          new EnumValue(),
          new EnumValueOrder(),
          new DetachWithoutConcurrently(),
          new PartitionOfLiveParent(),
          new AttachWithoutCheck(),
          new TableRewrite(),
          new UnloggedTable(),
          new ConstrainedDomain(),
          new JsonColumn(),
          new EnumType(),
          new DiscouragedType(),
          new IdentifierTooLong(),
          new UnqualifiedName(),
          new TableWithoutPrimaryKey(),
          new WideIndex(),
          new RefreshWithoutConcurrently(),
          new DynamicSql(),
          new EditedMigration(),
          new UnusedIgnore(),
          new IgnoreWithoutReason(),
          new RewriteUnderLock(),
          new RepeatedAlterTable());

  private static final Map<String, Rule> BY_ID =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

  private Rules() {}

  /** All of them. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rule of that name; empty where there is none. */
  public static Optional<Rule> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
