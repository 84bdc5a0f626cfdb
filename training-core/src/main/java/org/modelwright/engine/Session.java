package org.modelwright.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.ProgramText;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Initializer;

/// The engine, opened on one device by one platform thread, which alone may use it from then on.
public final class Session implements AutoCloseable {

  private static final int INTERRUPTED = 130;

  private final NDManager manager;
  private final Thread owner = Thread.currentThread();
  private final DeviceName device;
  private long nativeNanos;
  private @Nullable LoadedProgram assignment;

  private volatile boolean inside;

  private Session(DeviceName device, NDManager manager) {
    this.device = device;
    this.manager = manager;
    Runtime.getRuntime().addShutdownHook(new Thread(this::leaveAtOnce, "engine shutdown"));
  }

  /// A signal ends the process while a call runs: libtorch's own clean-up would then take away what the
  /// call works with and crash.
  private void leaveAtOnce() {
    if (inside) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }

  /// @param threads how many threads a kernel may use on the CPU
  /// @throws InputException where the device does not exist here
  public static Session open(DeviceName device, int threads) {
    // before DJL's first class: it calls home and downloads otherwise
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    if (System.getenv("ENGINE_CACHE_DIR") == null
        && System.getProperty("ENGINE_CACHE_DIR") == null) {
      System.setProperty("ENGINE_CACHE_DIR", UserCache.engine().toString());
    }
    Engine engine = engine();
    if (device.isCuda() && device.index() >= engine.getGpuCount()) {
      throw new InputException(
          engine.getGpuCount() == 0
              ? "The device `"
                  + device
                  + "` was asked for, but no CUDA GPU can be used here; use --device cpu."
              : "The device `"
                  + device
                  + "` was asked for, but there are only "
                  + engine.getGpuCount()
                  + " GPUs here; use a smaller number.");
    }
    JniUtils.setNumThreads(threads);
    // the profiling executor and its own autodiff are slow at first and wrong for bf16
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
    ai.djl.Device place = device.isCuda() ? ai.djl.Device.gpu(device.index()) : ai.djl.Device.cpu();
    return new Session(device, NDManager.newBaseManager(place, "PyTorch"));
  }

  private static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException e) {
      String why = e.getCause() instanceof IOException io ? IoReason.withFile(io) : e.getMessage();
      throw UserCache.unusable(UserCache.engine(), String.valueOf(why), e);
    }
  }

  /// The version of libtorch.
  public static String libtorchVersion() {
    return Engine.getEngine("PyTorch").getVersion();
  }

  /// How many GPUs this build of the engine can use.
  public static int gpus() {
    return Engine.getEngine("PyTorch").getGpuCount();
  }

  public DeviceName device() {
    return device;
  }

  public static int threads() {
    return JniUtils.getNumThreads();
  }

  /// Loads the text of a program.
  public LoadedProgram load(String text) {
    return timed(() -> {
      try (var in = new ByteArrayInputStream(ScriptArchive.of(text))) {
        PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, in, false, false);
        return new LoadedProgram(this, block);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /// Opens a place for the results of calls; closing it frees them.
  public Scope scope() {
    return new Scope(this, manager.newSubManager());
  }

  public Tensor zeros(ElementType element, long... shape) {
    return timed(() -> new Tensor(this, manager.zeros(new Shape(shape), dataType(element))));
  }

  /// A tensor of values made as `initializer` says, from a seed of its own, so that neither the order
  /// nor the device changes them.
  ///
  /// @param residuals how many projections add to the residual stream, for [Initializer.ResidualNormal]
  public Tensor initialize(
      Initializer initializer, int residuals, long seed, ElementType element, long... shape) {
    return timed(() -> {
      Engine.getEngine("PyTorch").setRandomSeed((int) seed);
      NDArray array =
          switch (initializer) {
            case Initializer.Constant c ->
                manager.full(new Shape(shape), (float) c.value(), dataType(element));
            case Initializer.Normal n -> normal(n.deviation(), element, shape);
            case Initializer.ResidualNormal n ->
                normal(n.deviation() / Math.sqrt(Math.max(1, residuals)), element, shape);
          };
      return new Tensor(this, array);
    });
  }

  private NDArray normal(double deviation, ElementType element, long... shape) {
    try (NDManager cpu = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      NDArray values =
          cpu.randomNormal(0, (float) deviation, new Shape(shape), DataType.FLOAT32)
              .toType(dataType(element), false)
              .toDevice(manager.getDevice(), false);
      values.attach(manager);
      return values;
    }
  }

  /// An int64 tensor over a buffer, in the scope of `manager`.
  static NDArray over(NDManager manager, LongBuffer numbers, long... shape) {
    if (!numbers.isDirect() || numbers.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException("a direct buffer in native order is needed");
    }
    // DJL shares a direct ByteBuffer's memory and copies any other buffer
    ByteBuffer bytes =
        MemorySegment.ofBuffer(numbers).asByteBuffer().order(ByteOrder.nativeOrder());
    return manager.create(bytes, new Shape(shape), DataType.INT64);
  }

  /// Copies values. By a program, since DJL's own ways of doing it make libtorch print warnings.
  void assign(Scope scope, Tensor target, Tensor source) {
    if (assignment == null) {
      assignment =
          load(
              ProgramText.HEADER
                  + """
                    def assign(self: __torch__.Model, target: Tensor, source: Tensor) -> Tensor:
                      torch.set_grad_enabled(False)
                      result = torch.copy_(target, source)
                      torch.set_grad_enabled(True)
                      return result
                  """);
    }
    var _ = assignment.call(scope, "assign", LoadedProgram.one(target), LoadedProgram.one(source));
  }

  /// Nanoseconds spent inside engine calls so far.
  public long nativeNanos() {
    return nativeNanos;
  }

  /// The tensors that are held; constant from step to step unless something leaks.
  public int heldTensors() {
    return manager.getManagedArrays().size();
  }

  <T> T timed(Supplier<T> work) {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("the engine belongs to the thread " + owner.getName());
    }
    long begin = System.nanoTime();
    inside = true;
    try {
      return work.get();
    } finally {
      inside = false;
      nativeNanos += System.nanoTime() - begin;
    }
  }

  static DataType dataType(ElementType element) {
    return switch (element) {
      case FLOAT64 -> DataType.FLOAT64;
      case FLOAT32 -> DataType.FLOAT32;
      case INT64 -> DataType.INT64;
      // DJL's own conversions to these abort the process
      case BFLOAT16, FLOAT16 ->
          throw new IllegalArgumentException(element + " exists only inside programs");
    };
  }

  /// A list of tensors, one for each element of `of`, in its order.
  public static <T> List<Tensor> each(List<T> of, java.util.function.Function<T, Tensor> make) {
    List<Tensor> tensors = new ArrayList<>();
    of.forEach(item -> tensors.add(make.apply(item)));
    return List.copyOf(tensors);
  }

  @Override
  public void close() {
    manager.close();
  }
}
