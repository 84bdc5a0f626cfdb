package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.modelwright.file.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What `run.json` says, for people who look for runs and compare them. A run is told apart by what
/// can be read of it: a file that is missing or broken says nothing.
///
/// @param device as users write it
/// @param precision empty where the settings do not name one
/// @param branchOf the run and checkpoint whose weights it began with; empty where it is no branch
/// @param repeatOf the run it repeats; empty where it repeats none
/// @param architecture the drawing as YAML
/// @param settings by dotted key, such as `training.learningRate`, `data.split.seed` and
///     `provenance.libtorch`; a list of words is one text
public record RunFacts(
    String device,
    String precision,
    String branchOf,
    String repeatOf,
    String architecture,
    SortedMap<String, String> settings) {

  /// What the first parts of keys can be.
  private static final String[] SECTIONS = {"training", "data", "provenance"};

  public RunFacts {
    settings = Collections.unmodifiableSortedMap(settings);
  }

  public static RunFacts of(RunFolder run) {
    JsonNode root;
    try {
      root = Json.line().readTree(Files.readString(run.configuration()));
    } catch (IOException | JacksonException e) {
      root = Json.line().createObjectNode();
    }
    SortedMap<String, String> settings = new TreeMap<>();
    for (String section : SECTIONS) {
      flatten(section, root.path(section), settings);
    }
    // what `batchSize: auto` came to
    JsonNode batch = root.path("frozen").path("batch");
    for (String key : new String[] {"batchSize", "accumulation"}) {
      if (batch.has(key)) {
        settings.put("training." + key, batch.path(key).asString(""));
      }
    }
    if (root.path("threads").asInt(0) > 0) {
      settings.put("threads", root.path("threads").asString(""));
    }
    return new RunFacts(
        root.path("device").asString(""),
        root.path("training").path("precision").asString(""),
        root.path("provenance").path("origin").asString(""),
        root.path("provenance").path("repeated").asString(""),
        root.path("architecture").asString(""),
        settings);
  }

  private static void flatten(String key, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties().forEach(e -> flatten(key + "." + e.getKey(), e.getValue(), into));
    } else if (node.isArray() && node.valueStream().noneMatch(JsonNode::isContainer)) {
      into.put(key, node.valueStream().map(n -> n.asString("")).collect(Collectors.joining(", ")));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(key + "." + i, node.get(i), into);
      }
    } else if (!node.isMissingNode() && !node.isNull()) {
      into.put(key, node.asString(""));
    }
  }
}
