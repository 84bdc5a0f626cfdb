package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.Json;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The measured forms of operators, in the user's cache: machine -> operator and shape -> form. Whatever is
/// wrong with the file only costs a measurement.
final class FormCache {

  private final Path file;
  private final String machine;

  FormCache(Path file, String machine) {
    this.file = file;
    this.machine = machine;
  }

  /// @param key of an operator and its shape
  /// @param forms all it can take
  <F extends Enum<F>> F get(String key, Class<F> forms, Supplier<F> measure) {
    JsonNode known = read().path(machine).path(key);
    for (F form : forms.getEnumConstants()) {
      if (form.name().equals(known.asString(""))) {
        return form;
      }
    }
    F form = measure.get();
    ObjectNode all = read();
    ObjectNode own = all.get(machine) instanceof ObjectNode there ? there : all.putObject(machine);
    own.put(key, form.name());
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, Json.pretty().writeValueAsString(all));
    } catch (IOException e) {
      LoggerFactory.getLogger(FormCache.class).warn("{} cannot be written: {}", file, e);
    }
    return form;
  }

  private ObjectNode read() {
    try {
      if (Json.pretty().readTree(Files.readString(file)) instanceof ObjectNode all) {
        return all;
      }
    } catch (IOException | JacksonException e) {
      // not there yet, or spoilt: measured again
    }
    return Json.pretty().createObjectNode();
  }
}
