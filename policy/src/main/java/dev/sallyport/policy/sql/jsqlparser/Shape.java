package dev.sallyport.policy.sql.jsqlparser;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.Node;
import org.jspecify.annotations.Nullable;

/**
 * Where an object of JSqlParser's tree keeps other objects: every field that can hold one, of its
 * class and those above. JSqlParser's own visitors leave clauses out; fields can't be forgotten.
 *
 * @param known whether the class was reviewed, so that it says nothing the walk does not see
 * @param slots the fields that can hold a part of the tree
 * @param all these and the fields of plain values
 */
record Shape(boolean known, List<Slot> slots, List<Slot> all) {

  /** One field, under the name {@code Class.field} that {@link Roles} uses. */
  record Slot(String name, Field field) {
    /** What names were resolved to: JSqlParser fills these fields for itself. */
    boolean isBookkeeping() {
      return field.getName().equals("resolvedTable");
    }

    @Nullable Object of(Object owner) {
      try {
        return field.get(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("a field of JSqlParser's tree can't be read", e);
      }
    }
  }

  private static final String PACKAGE = "net.sf.jsqlparser.";

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          List<Slot> all = slotsOf(type);
          List<Slot> slots = all.stream().filter(slot -> canHoldNodes(slot.field())).toList();
          return new Shape(KnownClasses.contains(type), slots, all);
        }
      };

  Shape {
    slots = List.copyOf(slots);
    all = List.copyOf(all);
  }

  static Shape of(Object node) {
    return SHAPES.get(node.getClass());
  }

  /** Whether the object is a part of JSqlParser's tree with fields of its own. */
  static boolean isNode(Object value) {
    return value.getClass().getName().startsWith(PACKAGE) && !(value instanceof Enum);
  }

  private static List<Slot> slotsOf(Class<?> type) {
    List<Slot> slots = new ArrayList<>();
    for (Class<?> owner = type;
        owner != null && owner.getName().startsWith(PACKAGE);
        owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.getType() != Node.class) {
          field.setAccessible(true);
          slots.add(new Slot(owner.getSimpleName() + "." + field.getName(), field));
        }
      }
    }
    return slots;
  }

  private static boolean canHoldNodes(Field field) {
    Class<?> type = field.getType();
    return !type.isPrimitive()
        && !type.isEnum()
        && type != String.class
        && type != Class.class
        && !Number.class.isAssignableFrom(type)
        && type != Boolean.class;
  }
}
