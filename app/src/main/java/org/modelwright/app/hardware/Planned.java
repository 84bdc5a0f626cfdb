package org.modelwright.app.hardware;

import java.util.Optional;
import org.modelwright.app.common.Sentence;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Workload;

/// How much is to be trained.
///
/// @param amount from 1 to 1e16
record Planned(double amount, Unit unit) {

  /// What is counted.
  enum Unit {
    TOKENS,
    STEPS
  }

  private static final double MOST = 1e16;

  /// Why words are no amount; empty where they are one, or blank.
  static Optional<Sentence> refusal(String words) {
    return words.isBlank() || parse(words).isPresent()
        ? Optional.empty()
        : Optional.of(Sentence.of("hardware.planned.wrong"));
  }

  /// Digits with commas or underscores between them, or `10e9`.
  static Optional<Double> parse(String words) {
    String plain = words.strip().replaceAll("[,_ ]", "");
    if (!plain.matches("[0-9]+(\\.[0-9]+)?([eE][0-9]{1,2})?")) {
      return Optional.empty();
    }
    double amount = Double.parseDouble(plain);
    return amount >= 1 && amount <= MOST ? Optional.of(amount) : Optional.empty();
  }

  /// The same training for so many tokens. A step of several devices sees as many tokens more.
  Workload in(Workload workload, Profile profile) {
    return workload.withTokens(
        switch (unit) {
          case TOKENS -> amount;
          case STEPS ->
              amount * workload.training().tokensPerStep(workload.context()) * profile.devices();
        });
  }
}
