package org.modelwright.app.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

/// Settings of a file by key: `context`, `split.seed`, `sources[0].weight`. Every change makes a new
/// tree; keys that nobody knows stay in it.
public final class YamlTree {

  /// The key of an item of a list, and of what is in it.
  private static final Pattern ITEM = Pattern.compile("(\\w+)\\[(\\d+)](?:\\.(.+))?");

  private YamlTree() {}

  /// The key of an item of a list, taken apart.
  ///
  /// @param within the key of what is meant inside the item; empty where all of it is
  public record Item(String list, int number, Optional<String> within) {}

  /// Empty for a key that has nothing to do with a list.
  public static Optional<Item> item(String key) {
    Matcher parts = ITEM.matcher(key);
    return parts.matches()
        ? Optional.of(
            new Item(
                parts.group(1),
                Integer.parseInt(parts.group(2)),
                Optional.ofNullable(parts.group(3))))
        : Optional.empty();
  }

  /// @param file its name, for complaints
  public static Mapping empty(String file) {
    return new Mapping(Place.whole(file), Map.of());
  }

  /// Something to be put into a tree.
  public static Scalar word(Mapping tree, String text) {
    return new Scalar(place(tree), text, false);
  }

  public static Sequence list(Mapping tree, List<? extends YamlValue> items) {
    return new Sequence(place(tree), List.copyOf(items));
  }

  public static Sequence words(Mapping tree, List<String> words) {
    return list(tree, words.stream().map(text -> word(tree, text)).toList());
  }

  /// A section with words in it.
  public static Mapping section(Mapping tree, Map<String, String> words) {
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    words.forEach((key, text) -> entries.put(key, word(tree, text)));
    return new Mapping(place(tree), entries);
  }

  /// Of what is not in the file yet.
  private static Place place(Mapping tree) {
    return Place.whole(tree.place().file());
  }

  /// The items of a list; none where there is no such list.
  public static List<YamlValue> items(Mapping tree, String list) {
    return tree.entries().get(list) instanceof Sequence sequence ? sequence.items() : List.of();
  }

  public static Mapping setItem(Mapping tree, String list, int number, YamlValue item) {
    List<YamlValue> items = new ArrayList<>(items(tree, list));
    items.set(number, item);
    return tree.with(list, list(tree, items));
  }

  public static Optional<YamlValue> value(Mapping tree, String key) {
    Optional<Item> item = item(key);
    if (item.isPresent()) {
      List<YamlValue> items = items(tree, item.get().list());
      int number = item.get().number();
      if (number >= items.size()) {
        return Optional.empty();
      }
      YamlValue whole = items.get(number);
      return item.get().within().isEmpty()
          ? Optional.of(whole)
          : whole instanceof Mapping mapping
              ? value(mapping, item.get().within().get())
              : Optional.empty();
    }
    int dot = key.indexOf('.');
    if (dot < 0) {
      return Optional.ofNullable(tree.entries().get(key));
    }
    return tree.entries().get(key.substring(0, dot)) instanceof Mapping section
        ? value(section, key.substring(dot + 1))
        : Optional.empty();
  }

  public static Mapping set(Mapping tree, String key, YamlValue value) {
    Optional<Item> item = item(key);
    if (item.isEmpty()) {
      return tree.with(key, value);
    }
    String list = item.get().list();
    int number = item.get().number();
    if (number >= items(tree, list).size()) {
      return tree;
    }
    return item.get().within().isEmpty()
        ? setItem(tree, list, number, value)
        : items(tree, list).get(number) instanceof Mapping mapping
            ? setItem(tree, list, number, mapping.with(item.get().within().get(), value))
            : tree;
  }

  /// Without a key; a section that has no other goes with it.
  public static Mapping remove(Mapping tree, String key) {
    Optional<Item> item = item(key);
    if (item.isPresent()) {
      return item.get().within().isPresent()
              && value(tree, key).isPresent()
              && items(tree, item.get().list()).get(item.get().number()) instanceof Mapping mapping
          ? setItem(
              tree,
              item.get().list(),
              item.get().number(),
              remove(mapping, item.get().within().get()))
          : tree;
    }
    Map<String, YamlValue> left = new LinkedHashMap<>(tree.entries());
    int dot = key.indexOf('.');
    if (dot < 0) {
      left.remove(key);
    } else if (left.get(key.substring(0, dot)) instanceof Mapping section) {
      Mapping inner = remove(section, key.substring(dot + 1));
      if (inner.entries().isEmpty()) {
        left.remove(key.substring(0, dot));
      } else {
        left.put(key.substring(0, dot), inner);
      }
    }
    return new Mapping(tree.place(), left);
  }
}
