package dev.sallyport.policy.sql.tree;

import org.jspecify.annotations.Nullable;

/** Window definitions: a frame bound or an ordering is an expression as any other. */
final class Windows {
  private Windows() {}

  static void over(Walk walk, @Nullable Node window) {
    if (window == null) {
      return;
    }
    window.skip("name", "refname", "frameOptions");
    walk.expressions(window.children("partitionClause"));
    walk.expressions(window.children("orderClause"));
    walk.expression(window.child("startOffset"));
    walk.expression(window.child("endOffset"));
  }
}
