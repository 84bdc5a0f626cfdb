package org.modelwright.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.modelwright.file.InputException;
import org.modelwright.file.Safetensors;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Program;

/// The parameters of a program in the engine, in the program's fixed order.
public final class Parameters {

  private final Session session;
  private final List<Program.Slot> slots;
  private final List<Tensor> tensors;

  /// The numbers of those in training.
  private final List<Integer> trained;

  private Parameters(
      Session session, List<Program.Slot> slots, List<Tensor> tensors, List<Integer> trained) {
    this.session = session;
    this.slots = slots;
    this.tensors = tensors;
    this.trained = trained;
  }

  private Parameters(Session session, List<Program.Slot> slots, List<Tensor> tensors) {
    this(session, slots, tensors, IntStream.range(0, slots.size()).boxed().toList());
  }

  /// The same tensors, of which only those with such names are trained from now on; the others require
  /// no gradients.
  public Parameters training(Predicate<String> names) {
    for (int i = 0; i < slots.size(); i++) {
      tensors.get(i).requireGradient(names.test(slots.get(i).name()));
    }
    return new Parameters(
        session,
        slots,
        tensors,
        IntStream.range(0, slots.size())
            .filter(i -> names.test(slots.get(i).name()))
            .boxed()
            .toList());
  }

  /// The same parameters with other tensors for those in training.
  ///
  /// @param others in the order of [#trainedSlots]
  public Parameters with(List<Tensor> others) {
    List<Tensor> mixed = new ArrayList<>(tensors);
    for (int i = 0; i < others.size(); i++) {
      mixed.set(trained.get(i), others.get(i));
    }
    return new Parameters(session, slots, List.copyOf(mixed), trained);
  }

  /// First values, each from a seed of its own.
  public static Parameters initialize(Session session, Program program, long seed) {
    List<Program.Slot> slots = program.slots();
    int residuals =
        (int)
            slots.stream()
                .filter(s -> s.initializer() instanceof Initializer.ResidualNormal)
                .count();
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Program.Slot slot = slots.get(i);
      tensors.add(
          session
              .initialize(
                  slot.initializer(),
                  residuals,
                  Seeds.at(seed, i),
                  slot.type().element(),
                  shape(slot))
              .requireGradient(true));
    }
    return new Parameters(session, slots, List.copyOf(tensors));
  }

  /// Values from a safetensors file that has exactly this program's parameters.
  ///
  /// @throws InputException where the file is broken or belongs to another architecture
  public static Parameters load(Session session, Program program, Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    List<Program.Slot> slots = program.slots();
    List<Tensor> tensors = new ArrayList<>();
    for (Program.Slot slot : slots) {
      Tensor tensor = session.zeros(slot.type().element(), shape(slot));
      fill(tensor, slot.name(), found, file);
      tensors.add(tensor.requireGradient(true));
    }
    return new Parameters(session, slots, List.copyOf(tensors));
  }

  /// Overwrites those that a file has.
  ///
  /// @throws InputException where the file is broken or a shape differs
  public void fill(Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    for (int i = 0; i < slots.size(); i++) {
      if (found.containsKey(slots.get(i).name())) {
        fill(tensors.get(i), slots.get(i).name(), found, file);
      }
    }
  }

  /// @throws InputException where the file is broken or another model's
  public static void verify(Program program, Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    for (Program.Slot slot : program.slots()) {
      var _ = find(slot.type().element(), shape(slot), slot.name(), found, file);
    }
  }

  static Safetensors.Mapped find(
      ElementType element,
      long[] shape,
      String name,
      Map<String, Safetensors.Mapped> found,
      Path file) {
    Safetensors.Mapped mapped = found.get(name);
    if (mapped == null) {
      throw new InputException(
          file + " has no tensor " + name + "; it belongs to another architecture.");
    }
    if (!java.util.Arrays.equals(mapped.shape(), shape) || !mapped.dtype().equals(dtype(element))) {
      throw new InputException(
          file
              + ": "
              + name
              + " is "
              + mapped.dtype()
              + java.util.Arrays.toString(mapped.shape())
              + ", but the architecture needs "
              + dtype(element)
              + java.util.Arrays.toString(shape)
              + "; use the architecture it was trained with.");
    }
    return mapped;
  }

  static void fill(Tensor tensor, String name, Map<String, Safetensors.Mapped> found, Path file) {
    Safetensors.Mapped mapped = find(tensor.element(), tensor.shape(), name, found, file);
    ByteBuffer direct =
        ByteBuffer.allocateDirect(mapped.bytes().remaining()).order(ByteOrder.nativeOrder());
    direct.put(mapped.bytes().duplicate()).flip();
    tensor.set(direct);
  }

  public void save(Path file, Map<String, String> metadata) throws IOException {
    List<Safetensors.Entry> entries = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      entries.add(entry(slots.get(i).name(), tensors.get(i)));
    }
    Safetensors.write(file, entries, metadata);
  }

  static Safetensors.Entry entry(String name, Tensor tensor) {
    return new Safetensors.Entry(name, dtype(tensor.element()), tensor.shape(), tensor::bytes);
  }

  private static String dtype(ElementType element) {
    return switch (element) {
      case FLOAT64 -> "F64";
      case FLOAT32 -> "F32";
      case INT64 -> "I64";
      case BFLOAT16 -> "BF16";
      case FLOAT16 -> "F16";
    };
  }

  /// The extents of a parameter, which are fixed.
  public static long[] shape(Program.Slot slot) {
    return slot.type().shape().dimensions().stream().mapToLong(d -> d.resolve(Map.of())).toArray();
  }

  public Session session() {
    return session;
  }

  public List<Program.Slot> slots() {
    return slots;
  }

  public List<Tensor> tensors() {
    return tensors;
  }

  public List<Program.Slot> trainedSlots() {
    return trained.stream().map(slots::get).toList();
  }

  public List<Tensor> trainedTensors() {
    return trained.stream().map(tensors::get).toList();
  }

  /// A tensor by its full name, for tests and reports.
  public Tensor get(String name) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).name().equals(name)) {
        return tensors.get(i);
      }
    }
    throw new IllegalArgumentException("no parameter " + name);
  }

  public long count() {
    return tensors.stream().mapToLong(Tensor::elements).sum();
  }
}
