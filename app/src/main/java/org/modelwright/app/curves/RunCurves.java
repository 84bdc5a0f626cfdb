package org.modelwright.app.curves;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.run.Event;

/// The curves of one run, made of its events as they come. A resume drops the points of later steps.
/// Belongs to one thread at a time.
public final class RunCurves {

  /// What is reported of a group of parameters.
  public enum GroupMetric {
    WEIGHT_NORM("weightNorm"),
    GRADIENT_NORM("gradientNorm"),
    UPDATE_RATIO("updateRatio");

    private final String word;

    GroupMetric(String word) {
      this.word = word;
    }

    /// The key of its name.
    public String textKey() {
      return "curves.group." + word;
    }
  }

  private final Positions steps = new Positions();
  private final Map<Metric, Curve> curves = new EnumMap<>(Metric.class);
  private final SequencedMap<String, Map<GroupMetric, Curve>> groups = new LinkedHashMap<>();
  private final List<Marker> markers = new ArrayList<>();
  private Place newest = Place.START;
  private double clockShift;
  private int markerVersion;

  public RunCurves() {
    for (Metric metric : Metric.values()) {
      curves.put(
          metric,
          switch (metric) {
            // these are reported by every step, the others by some runs or steps only
            case LOSS, LEARNING_RATE, GRADIENT_NORM, TOKENS_PER_SECOND, MEMORY, OUTSIDE_NATIVE ->
                new Curve(steps);
            default -> new Curve();
          });
    }
  }

  public Curve curve(Metric metric) {
    return Objects.requireNonNull(curves.get(metric));
  }

  /// The groups' names, in the order of the model.
  public List<String> groups() {
    return List.copyOf(groups.keySet());
  }

  /// A group's curve; an empty one of a group that is not known.
  public Curve group(String name, GroupMetric metric) {
    Map<GroupMetric, Curve> group = groups.get(name);
    return group == null ? new Curve() : Objects.requireNonNull(group.get(metric));
  }

  public List<Marker> markers() {
    return List.copyOf(markers);
  }

  /// Grows whenever the markers have changed.
  public int markerVersion() {
    return markerVersion;
  }

  /// Where the training is.
  public Place newest() {
    return newest;
  }

  public void add(Event event) {
    switch (event) {
      case Event.Step step -> add(step);
      case Event.Validated validated ->
          curve(Metric.VALIDATION_LOSS).add(at(validated), validated.loss());
      case Event.Statistics all -> add(all);
      case Event.CheckpointSaved saved -> {
        if (saved.best()) {
          markers.replaceAll(m ->
              m.kind() == Marker.Kind.BEST
                  ? new Marker(Marker.Kind.CHECKPOINT, m.place(), m.words())
                  : m);
        }
        mark(
            saved.best() ? Marker.Kind.BEST : Marker.Kind.CHECKPOINT,
            at(saved),
            Sentence.of(
                saved.best() ? "curves.marker.best" : "curves.marker.checkpoint", saved.folder()));
      }
      case Event.Resumed resumed -> {
        dropAfter(resumed.fromStep());
        mark(
            Marker.Kind.RESUMED,
            newest,
            Sentence.of("curves.marker.resumed", String.valueOf(resumed.fromStep())));
      }
      case Event.LearningRateSet set ->
          mark(
              Marker.Kind.LEARNING_RATE,
              at(set),
              Sentence.of("curves.marker.learningRate", Unit.number(set.factor(), Locale.ROOT)));
      case Event.Fault fault ->
          mark(
              Marker.Kind.FAULT,
              at(fault),
              Sentence.of("curves.marker.fault", fault.explanation()));
      case Event.StateChanged _,
          Event.Message _,
          Event.Failed _,
          Event.Completed _,
          Event.Stopped _ -> {}
    }
  }

  private void add(Event.Step step) {
    if (steps.size() > 0 && step.step() <= newest.step()) {
      // the file was begun anew, or two resumes lie before a line that is broken
      dropAfter(step.step() - 1);
    }
    double millis = Double.isFinite(step.millis()) ? Math.max(0, step.millis()) : 0;
    newest =
        new Place(
            step.step(),
            step.tokens(),
            wall(step.time()),
            newest.trainingSeconds() + millis / 1000);
    steps.add(newest);
    curve(Metric.LOSS).add(step.loss());
    curve(Metric.LEARNING_RATE).add(step.learningRate());
    curve(Metric.GRADIENT_NORM).add(step.gradientNorm());
    curve(Metric.TOKENS_PER_SECOND).add(step.tokensPerSecond());
    curve(Metric.MEMORY).add(step.memoryBytes());
    curve(Metric.OUTSIDE_NATIVE).add(step.outsideNativeShare());
    addIfThere(Metric.LOSS_SCALE, step.lossScale());
    addIfThere(Metric.AUXILIARY_LOSS, step.auxiliaryLoss());
    addIfThere(Metric.DROPPED_TOKENS, step.droppedTokens());
    addIfThere(Metric.MFU, step.mfu());
  }

  private void addIfThere(Metric metric, @Nullable Double value) {
    if (value != null) {
      curve(metric).add(newest, value);
    }
  }

  private void add(Event.Statistics all) {
    for (Event.Group group : all.groups()) {
      Map<GroupMetric, Curve> own =
          groups.computeIfAbsent(
              group.name(),
              _ -> {
                var made = new EnumMap<GroupMetric, Curve>(GroupMetric.class);
                for (GroupMetric metric : GroupMetric.values()) {
                  made.put(metric, new Curve());
                }
                return made;
              });
      Place place = at(all);
      own.forEach((metric, curve) ->
          curve.add(
              place,
              switch (metric) {
                case WEIGHT_NORM -> group.weightNorm();
                case GRADIENT_NORM -> group.gradientNorm();
                case UPDATE_RATIO -> group.updateRatio();
              }));
    }
  }

  private void mark(Marker.Kind kind, Place place, Sentence words) {
    markers.add(new Marker(kind, place, words));
    markerVersion++;
  }

  /// The place of an event that belongs to a step.
  private Place at(Event event) {
    return new Place(event.step(), newest.tokens(), wall(event.time()), newest.trainingSeconds());
  }

  /// A clock that goes backwards, as when a machine's time is set, shifts all that follows.
  private double wall(Instant time) {
    double seconds = time.toEpochMilli() / 1000.0 + clockShift;
    if (seconds < newest.wallSeconds()) {
      clockShift += newest.wallSeconds() - seconds;
      seconds = newest.wallSeconds();
    }
    return seconds;
  }

  private void dropAfter(long step) {
    for (Curve curve : curves.values()) {
      drop(curve, step);
    }
    groups.values().forEach(g -> g.values().forEach(c -> drop(c, step)));
    if (markers.removeIf(m -> m.place().step() > step)) {
      markerVersion++;
    }
    double wall = newest.wallSeconds();
    int last = steps.size() - 1;
    newest =
        last < 0
            ? new Place(0, 0, wall, 0)
            : new Place(
                steps.at(XAxis.STEP, last),
                steps.at(XAxis.TOKENS, last),
                wall,
                steps.at(XAxis.TRAINING_TIME, last));
  }

  private static void drop(Curve curve, long step) {
    curve.positions().dropAfter(step);
    curve.truncate();
  }
}
