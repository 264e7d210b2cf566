package dev.sallyport.policy.sql.jsqlparser;

import java.util.Set;

/**
 * The classes of JSqlParser's tree that PostgreSQL's SQL comes to, each reviewed: what it means is
 * in the objects below it, or the walk handles it by name. Classes of other dialects are left out
 * on purpose.
 */
final class KnownClasses {
  private static final Set<String> NAMES =
      Set.of(
          """
          Addition Alias Alias$AliasColumn AliasedExpression AllColumns AllTableColumns
          AllValue Alter AlterDefaultPrivileges AlterDomain AlterExpression
          AlterExpression$ColumnDataType AlterExpression$ColumnDropDefault
          AlterExpression$ColumnDropNotNull AlterExpression$ColumnSetDefault
          AlterExpression$ColumnSetNotNull AlterExpressionDrop AlterExpressionPartition
          AlterExpressionRename AlterExtension AlterPublication AlterRole AlterSequence
          AlterSubscription AlterSystemStatement AlterType AlterType$AttributeChange AlterView
          AnalyticExpression Analyze AndExpression AnyComparisonExpression ArrayConstructor
          ArrayExpression Between BitwiseAnd BitwiseLeftShift BitwiseOr BitwiseRightShift
          BitwiseXor BooleanValue CaseExpression CastExpression CheckConstraint ColDataType
          CollateExpression Column ColumnDefinition ColumnOption Comment Commit
          CompositeTypeDefinition Concat ConstraintAttributes ContainedBy Contains
          CreateDatabase CreateDomain CreateExtension CreateFunction CreateIndex CreatePolicy
          CreateProcedure CreatePublication CreateRole CreateSchema CreateSequence
          CreateSubscription CreateTable CreateTrigger CreateType CreateView DatabaseOption
          DateTimeLiteralExpression DateValue DeferrableConstraint Delete Distinct Division
          DoStatement DomainConstraint DoubleAnd DoubleValue Drop EnumTypeDefinition EqualsTo
          ExceptOp ExcludeConstraint Execute ExistsExpression ExplainStatement
          ExplainStatement$Option ExpressionList ExtractExpression Fetch ForeignKeyIndex
          ForeignKeyReference Function Function$KeywordArgument FunctionAllColumns
          GeometryDistance Grant GrantOption GreaterThan GreaterThanEquals GroupByElement
          HexValue IdentityAlteration IdentityDefinition InExpression Index Index$ColumnParams
          Index$Option Insert InsertConflictAction InsertConflictTarget IntersectOp Intersects
          IntervalExpression IntervalQualifier IsBooleanExpression IsDistinctExpression
          IsNullExpression IsUnknownExpression JdbcNamedParameter JdbcParameter Join
          JsonAggregateFunction JsonExpression JsonFunction JsonFunctionExpression
          JsonKeyValuePair JsonOperator JsonTableFunction
          JsonTableFunction$JsonTableColumnsClause
          JsonTableFunction$JsonTableNestedColumnDefinition
          JsonTableFunction$JsonTableOnEmptyClause JsonTableFunction$JsonTableOnErrorClause
          JsonTableFunction$JsonTableParsingTypeClause JsonTableFunction$JsonTablePassingClause
          JsonTableFunction$JsonTablePlanClause JsonTableFunction$JsonTablePlanExpression
          JsonTableFunction$JsonTablePlanTerm JsonTableFunction$JsonTableQuotesClause
          JsonTableFunction$JsonTableValueColumnDefinition
          JsonTableFunction$JsonTableWrapperClause LateralSubSelect LikeClause
          LikeClause$Option LikeExpression Limit LockStatement LongValue Matches Merge
          MergeDelete MergeInsert MergeUpdate MinorThan MinorThanEquals Modulo Multiplication
          NamedConstraint NamedExpressionList NotEqualsTo NotExpression NullValue NumericBind
          Offset OrExpression OracleNamedFunctionParameter OrderByClause OrderByElement
          OverlapsCondition ParenthesedDelete ParenthesedExpressionList ParenthesedFromItem
          ParenthesedInsert ParenthesedSelect ParenthesedUpdate Parenthesis PartitionBound
          PartitionByClause PlainSelect Plus PostgresNamedFunctionParameter Privilege
          PrivilegeClause PrivilegeTarget PublicationOption PublicationTable PublicationTarget
          RangeTypeDefinition RangeTypeDefinition$Option ReferentialAction
          RefreshMaterializedViewStatement RegExpMatchOperator ResetStatement ReturningClause
          Revoke RoleOption RollbackStatement RoutineReference RoutineReference$Argument
          RowConstructor RowGetExpression SampleClause SavepointStatement SelectItem Sequence
          Sequence$Parameter SequenceOwnership SetOperationList SetStatement
          SetStatement$NameExpr ShowStatement SignedExpression SimilarToExpression StringValue
          SubscriptionOption Subtraction Table TableElementList TableFunction TableOption
          TablePartitioning TableStatement TimeKeyExpression TimeValue TimestampValue
          TimezoneExpression TransitionRelation TriggerEvent TrimFunction Truncate
          TypeAttribute UnionOp Update UpdateSet UserVariable ValidateConstraint Values
          ViewOption WhenClause WindowDefinition WindowElement WindowOffset WindowRange
          WithCycleClause WithItem WithSearchClause XMLSerializeExpr XmlTableFunction
          XmlTableFunction$XmlTableColumnDefinition XmlTableFunction$XmlTablePassingClause
          """
              .strip()
              .split("\\s+"));

  private KnownClasses() {}

  static boolean contains(Class<?> type) {
    String name = type.getName();
    return NAMES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  static Set<String> names() {
    return NAMES;
  }
}
