package org.modelwright.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.engine.AttentionForms;
import org.modelwright.engine.LinearForms;
import org.modelwright.engine.Session;
import org.modelwright.engine.UserCache;
import org.modelwright.operator.Program;

/// What is found out by measuring before the first step, and then frozen: the form of each costly
/// operator and, where it is `auto`, the micro-batch.
final class Preparation {

  /// The micro-batch that the forms of a trial are measured for.
  private static final int TRIAL_ROWS = 4;

  private final Machine machine;
  private final Program program;
  private final Session session;
  private final TrainingSettings settings;
  private final int context;

  Preparation(
      Machine machine, Program program, Session session, TrainingSettings settings, int context) {
    this.machine = machine;
    this.program = program;
    this.session = session;
    this.settings = settings;
    this.context = context;
  }

  /// @param messages hears what was chosen and why
  /// @throws org.modelwright.file.InputException where not even a window fits into memory
  RunConfiguration.Frozen freeze(Consumer<String> messages) {
    if (!settings.autoBatch()) {
      return freeze(settings.batchSize(), null);
    }
    BatchSizeSearch.Choice choice =
        BatchSizeTrial.find(
            program,
            forms(freeze(TRIAL_ROWS, null), TRIAL_ROWS, context),
            settings,
            context,
            session.device(),
            Session.threads(),
            machine);
    int parts = TrainingSettings.WHOLE_BATCH / choice.rows();
    var batch = new RunConfiguration.Batch(choice.rows(), settings.accumulation() * parts);
    messages.accept(
        "training.batchSize auto: micro-batches of %d windows, %d a step: %s."
            .formatted(batch.batchSize(), batch.accumulation(), choice.why()));
    return freeze(batch.batchSize(), batch);
  }

  private RunConfiguration.Frozen freeze(int rows, RunConfiguration.@Nullable Batch batch) {
    Program trained = MixedPrecision.apply(program, settings.precision().element());
    var cache =
        new FormCache(
            UserCache.folder().resolve("kernel-forms.json"),
            machine.processor()
                + ", "
                + Session.threads()
                + " threads, "
                + session.device()
                + ", libtorch "
                + Session.libtorchVersion());
    Map<String, LinearForm> linear = new LinkedHashMap<>();
    for (var product : LinearForms.products(trained, (long) rows * context)) {
      linear.put(
          product.key(),
          cache.get(
              "linear " + product.key(),
              LinearForm.class,
              () -> LinearForms.fastest(session, product)));
    }
    Map<String, AttentionForm> attention = new LinkedHashMap<>();
    for (var one : AttentionForms.attentions(trained, rows, context)) {
      attention.put(
          one.key(),
          cache.get(
              "attention " + one.key(),
              AttentionForm.class,
              () -> AttentionForms.fastest(session, one)));
    }
    return new RunConfiguration.Frozen(
        Session.threads(),
        machine.processor(),
        Session.libtorchVersion(),
        linear,
        attention,
        batch);
  }

  /// What was frozen; the plain form for what was not, such as attention without its dropout, which
  /// only validation has.
  static KernelForms forms(RunConfiguration.Frozen frozen, int rows, int context) {
    return new KernelForms(
        (in, out, element) ->
            frozen
                .linearForms()
                .getOrDefault(
                    new LinearForms.Product((long) rows * context, in, out, element).key(),
                    LinearForm.LINEAR),
        (heads, width, operator, element) ->
            frozen
                .attentionForms()
                .getOrDefault(
                    new AttentionForms.Attention(rows, context, heads, width, operator, element)
                        .key(),
                    AttentionForm.FUSED));
  }
}
