package dev.sallyport.policy.rules.yaml;

import dev.sallyport.policy.rules.yaml.Node.Entry;
import dev.sallyport.policy.rules.yaml.Node.Mapping;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Node.ScalarKind;
import dev.sallyport.policy.rules.yaml.Node.Sequence;
import dev.sallyport.policy.rules.yaml.Shape.Choice;
import dev.sallyport.policy.rules.yaml.Shape.Flag;
import dev.sallyport.policy.rules.yaml.Shape.Key;
import dev.sallyport.policy.rules.yaml.Shape.ListOf;
import dev.sallyport.policy.rules.yaml.Shape.MapOf;
import dev.sallyport.policy.rules.yaml.Shape.Section;
import dev.sallyport.policy.rules.yaml.Shape.Text;
import dev.sallyport.policy.rules.yaml.Shape.Whole;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds a tree against a shape and notes every difference. */
public final class ShapeCheck {
  private final Mistakes mistakes;

  public ShapeCheck(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Whether the node is of the shape. */
  public static boolean fits(Node node, Shape shape) {
    Mistakes found = new Mistakes("");
    new ShapeCheck(found).check(node, shape);
    return !found.hasErrors();
  }

  /** Notes every way in which the node is not of the shape. */
  public void check(Node node, Shape shape) {
    if (shape instanceof Section section) {
      section(node, section);
    } else if (shape instanceof MapOf map) {
      map(node, map);
    } else if (shape instanceof ListOf list) {
      list(node, list);
    } else if (node instanceof Scalar scalar) {
      scalar(scalar, shape);
    } else {
      wrongKind(node, one(shape));
    }
  }

  private void section(Node node, Section section) {
    if (!(node instanceof Mapping mapping)) {
      wrongKind(node, "keys and values");
      return;
    }
    Set<String> given = new HashSet<>();
    for (Entry entry : mapping.entries()) {
      given.add(entry.key().text());
      section
          .key(entry.key().text())
          .ifPresentOrElse(
              key -> check(entry.value(), key.shape()), () -> unknownKey(entry.key(), section));
    }
    for (Key key : section.keys()) {
      if (key.required() && !given.contains(key.name())) {
        mistakes.error(
            mapping,
            section.what() + " lacks the key " + Quoted.of(key.name()),
            "add " + Quoted.of(key.name() + ": …") + ": " + key.description());
      }
    }
  }

  private void unknownKey(Scalar key, Section section) {
    List<String> known = section.keys().stream().map(Key::name).toList();
    Optional<String> meant = Nearest.to(key.text(), known);
    mistakes.error(
        key,
        section.what() + " has no key " + Quoted.of(key.text()),
        meant
            .map(word -> "did you mean " + Quoted.of(word) + "?")
            .orElse("the keys are " + Quoted.list(known)));
  }

  private void map(Node node, MapOf map) {
    if (!(node instanceof Mapping mapping)) {
      wrongKind(node, "names, each with a value");
      return;
    }
    for (Entry entry : mapping.entries()) {
      scalar(entry.key(), map.name());
      check(entry.value(), map.value());
    }
  }

  private void list(Node node, ListOf list) {
    if (node instanceof Sequence sequence) {
      if (sequence.items().isEmpty()) {
        mistakes.error(
            sequence, "the list is empty", "name at least one, or remove the key altogether");
      }
      sequence.items().forEach(item -> check(item, list.item()));
    } else if (node instanceof Scalar scalar && scalar.kind() != ScalarKind.NOTHING) {
      mistakes.error(
          scalar,
          Quoted.of(scalar.text()) + " stands where a list belongs",
          "write " + Quoted.of("[" + scalar.text() + "]"));
    } else {
      wrongKind(node, "a list");
    }
  }

  private void scalar(Scalar scalar, Shape shape) {
    if (shape instanceof Text text) {
      text(scalar, text);
    } else if (shape instanceof Choice choice) {
      choice(scalar, choice);
    } else if (shape instanceof Whole whole) {
      whole(scalar, whole);
    } else if (shape instanceof Flag && scalar.kind() != ScalarKind.TRUTH) {
      wrongKind(scalar, one(shape));
    }
  }

  private void text(Scalar scalar, Text text) {
    boolean rightKind =
        scalar.kind() == ScalarKind.TEXT || (text.numbers() && scalar.kind() == ScalarKind.NUMBER);
    if (!rightKind) {
      String help =
          scalar.kind() == ScalarKind.NOTHING
              ? "write " + text.what() + ", such as " + Quoted.of(text.example())
              : "put it in quotes: " + Quoted.of("\"" + scalar.text() + "\"");
      mistakes.error(scalar, found(scalar) + " stands where " + text.what() + " belongs", help);
    } else if (!text.pattern().matcher(scalar.text()).matches()) {
      mistakes.error(
          scalar,
          Quoted.of(scalar.text()) + " is not " + text.what(),
          "write it like " + Quoted.of(text.example()));
    }
  }

  private void choice(Scalar scalar, Choice choice) {
    if (choice.words().contains(scalar.text())) {
      return;
    }
    mistakes.error(
        scalar,
        found(scalar) + " is not " + choice.what(),
        Nearest.to(scalar.text(), choice.words())
            .map(word -> "did you mean " + Quoted.of(word) + "?")
            .orElse("write " + Quoted.choice(choice.words())));
  }

  private void whole(Scalar scalar, Whole whole) {
    if (scalar.kind() != ScalarKind.NUMBER || !scalar.text().matches("[+-]?[0-9]{1,18}")) {
      wrongKind(scalar, one(whole));
      return;
    }
    long number = Long.parseLong(scalar.text());
    if (number < whole.least() || number > whole.most()) {
      mistakes.error(
          scalar,
          Quoted.of(scalar.text()) + " is out of range",
          "write a number from " + whole.least() + " to " + whole.most());
    }
  }

  private void wrongKind(Node node, String wanted) {
    mistakes.error(
        node, found(node) + " stands where " + wanted + " belongs", "write " + wanted + " here");
  }

  private static String found(Node node) {
    if (node instanceof Scalar scalar) {
      return scalar.kind() == ScalarKind.NOTHING ? "nothing" : Quoted.of(scalar.text());
    }
    return node.text();
  }

  private static String one(Shape shape) {
    if (shape instanceof Text text) {
      return text.what();
    } else if (shape instanceof Choice choice) {
      return Quoted.choice(choice.words());
    } else if (shape instanceof Flag) {
      return "`true` or `false`";
    } else if (shape instanceof Whole whole) {
      return "a whole number from " + whole.least() + " to " + whole.most();
    }
    return "a value";
  }
}
