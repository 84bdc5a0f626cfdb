package org.modelwright.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Settings as the text of a file. A file that was read before is changed only where its values differ,
/// so what people wrote between them, comments above all, stays.
public final class YamlText {

  /// Words that mean themselves between the commas of `{}` and `[]` too.
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?[A-Za-z0-9_$/.]([A-Za-z0-9_$/.+*() -]*[A-Za-z0-9_$/.+*()-])?");

  private final String text;
  private final List<Change> changes = new ArrayList<>();

  /// What stands from `from` to before `to` gives way to `words`.
  private record Change(int from, int to, String words) {}

  private YamlText(String text) {
    this.text = text;
  }

  /// The same settings from scratch: lists of sections one item a line, all else one key a line.
  public static String write(Mapping settings) {
    var written = new StringBuilder();
    settings.entries().forEach((key, value) -> written.append(line(key, value)));
    return written.toString();
  }

  /// The text with other settings in it.
  ///
  /// @param text what [Yaml#parse] reads
  /// @param settings what it is to read there afterwards
  public static String revise(String text, Mapping settings) {
    try {
      var revision = new YamlText(text);
      if (revision.settle(compose(text), settings)) {
        String revised = revision.apply();
        if (same(Yaml.parse(revised, "revised"), settings)) {
          return revised;
        }
      }
    } catch (InputException | IndexOutOfBoundsException e) {
      // written in a way that cannot be changed in place, so it is written anew
    }
    return write(settings);
  }

  /// Whether both say the same, wherever they stand and however their words are quoted.
  public static boolean same(YamlValue one, YamlValue other) {
    return switch (one) {
      case Scalar a -> other instanceof Scalar b && a.text().equals(b.text());
      case Sequence a ->
          other instanceof Sequence b && a.items().size() == b.items().size() && items(a, b);
      case Mapping a ->
          other instanceof Mapping b
              && a.entries().keySet().equals(b.entries().keySet())
              && a.entries().entrySet().stream()
                  .allMatch(e -> same(e.getValue(), value(b, e.getKey())));
    };
  }

  private static boolean items(Sequence a, Sequence b) {
    for (int i = 0; i < a.items().size(); i++) {
      if (!same(a.items().get(i), b.items().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static YamlValue value(Mapping mapping, String key) {
    return Optional.ofNullable(mapping.entries().get(key)).orElseThrow();
  }

  private static Node compose(String text) {
    var settings = LoadSettings.builder().setBufferSize(Math.max(1024, text.length() + 2)).build();
    return new Compose(settings)
        .composeString(text)
        .orElseThrow(() -> new InputException("There is nothing to change."));
  }

  /// @return whether the node can be changed in place
  private boolean settle(Node node, YamlValue wanted) {
    if (same(value(node), wanted)) {
      return true;
    }
    if (node instanceof CollectionNode<?> c && c.getFlowStyle() == FlowStyle.BLOCK) {
      return switch (node) {
        case MappingNode m when wanted instanceof Mapping to -> entries(m, to);
        case SequenceNode s when wanted instanceof Sequence to -> items(s, to);
        default -> false;
      };
    }
    changes.add(new Change(begin(node), end(node), flow(wanted)));
    return true;
  }

  private boolean entries(MappingNode node, Mapping wanted) {
    var left = new ArrayList<>(wanted.entries().keySet());
    int column = node.getStartMark().map(Mark::getColumn).orElse(0);
    for (NodeTuple tuple : node.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      Node old = tuple.getValueNode();
      YamlValue value = wanted.entries().get(key);
      left.remove(key);
      if (value == null) {
        if (column > 0) {
          return false;
        }
        changes.add(new Change(lineBegin(begin(tuple.getKeyNode())), lineEnd(end(old)), ""));
      } else {
        int before = changes.size();
        if (!settle(old, value)) {
          changes.subList(before, changes.size()).clear();
          if (column > 0) {
            return false;
          }
          changes.add(
              new Change(
                  lineBegin(begin(tuple.getKeyNode())), lineEnd(end(old)), line(key, value)));
        }
      }
    }
    if (!left.isEmpty()) {
      if (column > 0) {
        return false;
      }
      String added =
          left.stream().map(key -> line(key, value(wanted, key))).collect(Collectors.joining());
      int at = lineEnd(end(node));
      boolean open = at > 0 && text.charAt(at - 1) != '\n';
      changes.add(new Change(at, at, (open ? "\n" : "") + added));
    }
    return true;
  }

  /// Items that stay are those alike at the beginning and at the end.
  private boolean items(SequenceNode node, Sequence wanted) {
    List<Node> old = node.getValue();
    List<YamlValue> items = wanted.items();
    if (items.isEmpty()) {
      return false;
    }
    int head = 0;
    int least = Math.min(old.size(), items.size());
    while (head < least && same(value(old.get(head)), items.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && same(value(old.get(old.size() - 1 - tail)), items.get(items.size() - 1 - tail))) {
      tail++;
    }
    int removed = old.size() - tail;
    int added = items.size() - tail;
    int both = Math.min(removed, added);
    for (int i = head; i < both; i++) {
      if (!settle(old.get(i), items.get(i))) {
        return false;
      }
    }
    for (int i = both; i < removed; i++) {
      changes.add(new Change(lineBegin(begin(old.get(i))), lineEnd(end(old.get(i))), ""));
    }
    if (both < added) {
      String indent = " ".repeat(node.getStartMark().map(Mark::getColumn).orElse(0));
      int at = both == 0 ? lineBegin(begin(node)) : lineEnd(end(old.get(both - 1)));
      boolean open = at > 0 && text.charAt(at - 1) != '\n';
      String lines =
          items.subList(both, added).stream()
              .map(item -> indent + "- " + flow(item) + "\n")
              .collect(Collectors.joining());
      changes.add(new Change(at, at, (open ? "\n" : "") + lines));
    }
    return true;
  }

  private String apply() {
    var revised = new StringBuilder(text);
    changes.stream()
        .sorted(Comparator.comparingInt(Change::from).reversed())
        .forEach(change -> revised.replace(change.from(), change.to(), change.words()));
    return revised.toString();
  }

  private int begin(Node node) {
    return place(node.getStartMark());
  }

  /// A block ends with the last thing in it, not where the next thing begins.
  private int end(Node node) {
    if (node instanceof CollectionNode<?> c && c.getFlowStyle() == FlowStyle.BLOCK) {
      return switch (node) {
        case MappingNode m -> end(m.getValue().getLast().getValueNode());
        case SequenceNode s -> end(s.getValue().getLast());
        default -> throw new IndexOutOfBoundsException();
      };
    }
    int end = place(node.getEndMark());
    while (end > begin(node) && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private int place(Optional<Mark> mark) {
    return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
  }

  private int lineBegin(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  private static YamlValue value(Node node) {
    var place = YamlValue.Place.whole("");
    return switch (node) {
      case ScalarNode s -> new Scalar(place, s.getValue(), false);
      case SequenceNode s ->
          new Sequence(place, s.getValue().stream().map(YamlText::value).toList());
      case MappingNode m -> {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        m.getValue()
            .forEach(t ->
                entries.put(((ScalarNode) t.getKeyNode()).getValue(), value(t.getValueNode())));
        yield new Mapping(place, entries);
      }
      default -> throw new IndexOutOfBoundsException();
    };
  }

  private static String line(String key, YamlValue value) {
    if (value instanceof Sequence(var _, List<YamlValue> items)
        && !items.isEmpty()
        && items.stream().allMatch(Mapping.class::isInstance)) {
      return key
          + ":\n"
          + items.stream().map(item -> "  - " + flow(item) + "\n").collect(Collectors.joining());
    }
    return quoted(key, false) + ": " + flow(value) + "\n";
  }

  private static String flow(YamlValue value) {
    return switch (value) {
      case Scalar s -> quoted(s.text(), s.quoted());
      case Sequence s ->
          s.items().stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
      case Mapping m ->
          m.entries().entrySet().stream()
              .map(e -> quoted(e.getKey(), false) + ": " + flow(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /// A JSON text is a YAML text too, whatever characters are in it.
  private static String quoted(String word, boolean always) {
    return !always && PLAIN.matcher(word).matches() ? word : Json.line().writeValueAsString(word);
  }
}
