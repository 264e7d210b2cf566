package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The objects whose state an approval is bound to. */
final class Touched {
  private Touched() {}

  static Set<ObjectName> objects(List<Statement> statements) {
    Set<ObjectName> objects = new LinkedHashSet<>();
    for (Statement statement : statements) {
      for (Effect effect : statement.effects()) {
        if (!effect.object().name().isEmpty()) {
          objects.add(effect.object());
        }
      }
    }
    return objects;
  }
}
