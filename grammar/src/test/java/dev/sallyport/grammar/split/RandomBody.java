package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Access;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Global;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.Opcode;
import dev.sallyport.grammar.wasm.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A body that a seed chooses: statements that mix locals, blocks with and without values, branches
 * out of several of them at once, tables, returns and loops. Every loop ends: the last local counts
 * the rounds of all loops together.
 */
final class RandomBody {
  private static final int ROUNDS = TestModules.LOCALS - 1;
  private static final int VARIABLES = TestModules.LOCALS - 1;

  private final Random random;
  private final List<Label> enclosing = new ArrayList<>();
  private int left;

  private RandomBody(long seed, int statements) {
    this.random = new Random(seed);
    this.left = statements;
  }

  /** About so many statements, and a result that depends on every variable. */
  static List<Instruction> of(long seed, int statements) {
    RandomBody body = new RandomBody(seed, statements);
    List<Instruction> list = new ArrayList<>();
    while (body.left > 0) {
      body.statements(list, 0);
      removeWhatCannotBeReached(list);
      if (Trees.ends(list)) {
        Label label = new Label();
        list.add(0, new Block(Shape.IF, label, new ArrayList<>(List.copyOf(list)), List.of()));
        list.subList(1, list.size()).clear();
        list.add(0, Local.get(body.variable()));
      }
    }
    list.add(new Constant(17));
    for (int local = 0; local < VARIABLES; local++) {
      list.add(Local.get(local));
      list.add(Plain.of(Opcode.I32_SUB));
    }
    return list;
  }

  private static void removeWhatCannotBeReached(List<Instruction> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).endsList()) {
        list.subList(i + 1, list.size()).clear();
      }
    }
  }

  private void statements(List<Instruction> list, int depth) {
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count && !Trees.ends(list); i++) {
      left--;
      statement(list, depth);
    }
  }

  private void statement(List<Instruction> list, int depth) {
    int kind = random.nextInt(depth > 5 ? 4 : 9);
    switch (kind) {
      case 0, 1 -> {
        value(list);
        list.add(Local.set(variable()));
      }
      case 2 -> {
        value(list);
        list.add(Global.set(0));
      }
      case 3 -> leave(list);
      case 4, 5 -> list.add(block(depth, Shape.BLOCK));
      case 6 -> {
        value(list);
        list.add(block(depth, Shape.IF));
      }
      case 7 -> loop(list, depth);
      default -> {
        list.add(blockWithValue(depth));
        list.add(Local.set(variable()));
      }
    }
  }

  /** A number made of variables, the global and constants. */
  private void value(List<Instruction> list) {
    list.add(random.nextBoolean() ? Local.get(variable()) : new Constant(random.nextInt(9)));
    if (random.nextInt(3) == 0) {
      list.add(new Local(Access.TEE, variable()));
    }
    list.add(random.nextInt(4) == 0 ? Global.get(0) : Local.get(variable()));
    list.add(Plain.of(random.nextBoolean() ? Opcode.I32_SUB : Opcode.I32_EQ));
  }

  private int variable() {
    return random.nextInt(VARIABLES);
  }

  /** A way out: a branch, with or without a condition, a table, or a return. */
  private void leave(List<Instruction> list) {
    List<Label> labels = enclosing.stream().filter(label -> label.carried() == null).toList();
    if (labels.isEmpty() || random.nextInt(12) == 0) {
      List<Instruction> body = new ArrayList<>();
      value(body);
      body.add(new Return());
      value(list);
      list.add(new Block(Shape.IF, new Label(), body, List.of()));
      return;
    }
    value(list);
    if (random.nextInt(3) > 0) {
      list.add(new Branch(any(labels), true));
      return;
    }
    List<Label> targets = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      targets.add(any(labels));
    }
    list.add(new BranchTable(targets, any(labels)));
  }

  private Label any(List<Label> labels) {
    return labels.get(random.nextInt(labels.size()));
  }

  private Block block(int depth, Shape shape) {
    Label label = new Label();
    List<Instruction> body = inside(label, depth);
    List<Instruction> otherwise =
        shape == Shape.IF && random.nextBoolean() ? inside(label, depth) : List.of();
    return new Block(shape, label, body, otherwise);
  }

  /** A block that leaves a value, from its end or from a branch that carries it. */
  private Block blockWithValue(int depth) {
    Label label = new Label(ValueType.I32);
    Label unvalued = new Label();
    List<Instruction> body = inside(unvalued, depth);
    Label inner = new Label();
    List<Instruction> list = new ArrayList<>();
    List<Instruction> early = new ArrayList<>();
    value(early);
    early.add(new Branch(label, false));
    value(list);
    list.add(new Block(Shape.IF, inner, early, List.of()));
    list.add(Block.of(unvalued, body));
    value(list);
    return Block.of(label, list);
  }

  private void loop(List<Instruction> list, int depth) {
    Label label = Label.ofLoop(null);
    List<Instruction> body = new ArrayList<>();
    enclosing.add(label);
    body.add(Local.get(ROUNDS));
    body.add(new Constant(200));
    body.add(Plain.of(Opcode.I32_EQ));
    List<Instruction> giveUp = new ArrayList<>(List.of(Local.get(0), new Return()));
    body.add(new Block(Shape.IF, new Label(), giveUp, List.of()));
    body.add(Local.get(ROUNDS));
    body.add(new Constant(-1));
    body.add(Plain.of(Opcode.I32_SUB));
    body.add(Local.set(ROUNDS));
    statements(body, depth + 1);
    enclosing.remove(enclosing.size() - 1);
    list.add(new Block(Shape.LOOP, label, body, List.of()));
  }

  private List<Instruction> inside(Label label, int depth) {
    enclosing.add(label);
    List<Instruction> list = new ArrayList<>();
    statements(list, depth + 1);
    enclosing.remove(enclosing.size() - 1);
    return list;
  }
}
