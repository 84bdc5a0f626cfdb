package org.modelwright.data;

import java.util.Objects;
import org.modelwright.file.Fingerprint;

/// The file `dataset.json` of a token cache.
///
/// @param width bytes an id
/// @param tokenizer its hash
/// @param fingerprint of the tokenizer and the ids of both parts: equal for equal text, wherever and
///     in whatever packing it lies
record CacheInfo(int width, DataStatistics statistics, String tokenizer, String fingerprint) {

  CacheInfo {
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(fingerprint, "fingerprint");
  }

  static CacheInfo of(
      int width, DataStatistics statistics, String tokenizer, String training, String validation) {
    String fingerprint = new Fingerprint().add(tokenizer).add(training).add(validation).hex();
    return new CacheInfo(width, statistics, tokenizer, fingerprint);
  }
}
