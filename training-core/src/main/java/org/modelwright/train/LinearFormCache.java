package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.modelwright.compile.LinearForm;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.Json;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The measured forms of matrix products, in the user's cache: machine -> product -> form. Whatever is
/// wrong with the file only costs a measurement.
final class LinearFormCache {

  private final Path file;
  private final String machine;

  LinearFormCache(Path file, String machine) {
    this.file = file;
    this.machine = machine;
  }

  LinearForm get(String product, Supplier<LinearForm> measure) {
    JsonNode known = read().path(machine).path(product);
    for (LinearForm form : LinearForm.values()) {
      if (form.name().equals(known.asString(""))) {
        return form;
      }
    }
    LinearForm form = measure.get();
    ObjectNode all = read();
    all.withObjectProperty(machine).put(product, form.name());
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, Json.pretty().writeValueAsString(all));
    } catch (IOException e) {
      LoggerFactory.getLogger(LinearFormCache.class).warn("{} cannot be written: {}", file, e);
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
