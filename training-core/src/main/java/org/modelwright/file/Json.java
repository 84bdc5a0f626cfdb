package org.modelwright.file;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON mappers, made in one place. No type names are ever read from a file.
public final class Json {

  private static final JsonMapper LINE =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final JsonMapper PRETTY =
      LINE.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /// One object on one line; unknown keys are ignored, so that older programs read newer events.
  public static JsonMapper line() {
    return LINE;
  }

  /// Indented, for files and output that people read.
  public static JsonMapper pretty() {
    return PRETTY;
  }
}
