package org.modelwright.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.graph.DidYouMean;

/// The rows of an index, to and from its tables.
final class IndexTables {

  private static final String COLUMNS =
      "run, place, state, cause, started, seconds, steps, train_loss, validation_loss,"
          + " best_validation_loss, tokens_per_second, size_bytes, device, precision_word,"
          + " branch_of, repeat_of, curve, tags, note";

  private final Connection connection;

  IndexTables(Connection connection) {
    this.connection = connection;
  }

  /// What is known of a run without its figures.
  ///
  /// @param settled whether its state can only change together with its files
  record Known(int id, RunStamp stamp, boolean settled) {}

  /// A run as it is to be written.
  ///
  /// @param facts null where those that are there still hold
  record Entry(int id, RunStamp stamp, RunRow row, @Nullable RunFacts facts) {}

  /// By name.
  Map<String, Known> known() throws SQLException {
    Map<String, Known> known = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, run, configuration, others, state FROM run");
        ResultSet found = select.executeQuery()) {
      while (found.next()) {
        known.put(
            found.getString(2),
            new Known(
                found.getInt(1),
                new RunStamp(found.getString(3), found.getString(4)),
                state(found.getString(5)).isFinal()));
      }
    }
    return known;
  }

  List<RunRow> rows(RunSearch search, String order) throws SQLException {
    List<Object> parameters = new ArrayList<>(search.parameters());
    String sorted = orderBy(order, parameters);
    List<RunRow> rows = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM run r WHERE " + search.condition() + sorted)) {
      set(select, parameters);
      select.setFetchSize(Integer.MAX_VALUE);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(row(found));
        }
      }
    }
    return rows;
  }

  Set<String> names(RunSearch search) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT run FROM run r WHERE " + search.condition())) {
      set(select, search.parameters());
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          names.add(found.getString(1));
        }
      }
    }
    return names;
  }

  Set<String> settings() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT DISTINCT name FROM setting");
        ResultSet found = select.executeQuery()) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  /// @param key of a field or a setting, with a `-` before it for the largest first; empty for the
  ///     order of the runs
  private String orderBy(String key, List<Object> parameters) throws SQLException {
    if (key.isEmpty()) {
      return " ORDER BY r.place, r.run";
    }
    boolean descending = key.startsWith("-");
    String name = descending ? key.substring(1) : key;
    String direction = (descending ? " DESC" : "") + " NULLS LAST";
    RunSearch.Field field = RunSearch.field(name);
    if (field != null) {
      String column = field.column().isEmpty() ? "r.tags" : field.column();
      return " ORDER BY " + column + direction + ", r.place, r.run";
    }
    Set<String> settings = settings();
    if (!settings.contains(name)) {
      var known = new ArrayList<>(RunSearch.fields());
      known.addAll(settings);
      throw new InputException(
          "Runs cannot be sorted by `"
              + name
              + "`"
              + DidYouMean.clause(name, known)
              + "; use a setting, or one of "
              + String.join(", ", RunSearch.fields())
              + ".");
    }
    parameters.add(name);
    parameters.add(name);
    String of = "(SELECT s.%s FROM setting s WHERE s.id = r.id AND s.name = ?)";
    return " ORDER BY "
        + of.formatted("number")
        + direction
        + ", "
        + of.formatted("text")
        + direction
        + ", r.place, r.run";
  }

  private static void set(PreparedStatement statement, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  private static RunRow row(ResultSet found) throws SQLException {
    String started = found.getString(5);
    String tags = text(found, 18);
    return new RunRow(
        found.getString(1),
        found.getLong(2),
        state(found.getString(3)),
        text(found, 4),
        started == null ? null : Instant.parse(started),
        found.getDouble(6),
        found.getLong(7),
        number(found, 8),
        number(found, 9),
        number(found, 10),
        number(found, 11),
        found.getLong(12),
        text(found, 13),
        text(found, 14),
        text(found, 15),
        text(found, 16),
        Sparkline.of(found.getBytes(17)),
        tags.isEmpty() ? List.of() : List.of(tags.split(" ")),
        text(found, 19));
  }

  private static RunState state(String word) {
    return RunState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String text(ResultSet found, int column) throws SQLException {
    String text = found.getString(column);
    return text == null ? "" : text;
  }

  private static @Nullable Double number(ResultSet found, int column) throws SQLException {
    double number = found.getDouble(column);
    return found.wasNull() ? null : number;
  }

  /// Writes runs, those that are there anew.
  void write(List<Entry> entries) throws SQLException {
    try (PreparedStatement run =
            connection.prepareStatement(
                "MERGE INTO run(id, configuration, others, "
                    + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement forgetTags = connection.prepareStatement("DELETE FROM tag WHERE id = ?");
        PreparedStatement tag = connection.prepareStatement("INSERT INTO tag VALUES (?, ?)");
        PreparedStatement forgetSettings =
            connection.prepareStatement("DELETE FROM setting WHERE id = ?");
        PreparedStatement setting =
            connection.prepareStatement("INSERT INTO setting VALUES (?, ?, ?, ?)")) {
      for (Entry entry : entries) {
        set(run, entry);
        run.addBatch();
        forgetTags.setInt(1, entry.id());
        forgetTags.addBatch();
        for (String word : entry.row().tags()) {
          tag.setInt(1, entry.id());
          tag.setString(2, word);
          tag.addBatch();
        }
        if (entry.facts() != null) {
          forgetSettings.setInt(1, entry.id());
          forgetSettings.addBatch();
          for (Map.Entry<String, String> fact : entry.facts().settings().entrySet()) {
            setting.setInt(1, entry.id());
            setting.setString(2, fact.getKey());
            setting.setString(3, fact.getValue());
            set(setting, 4, number(fact.getValue()));
            setting.addBatch();
          }
        }
      }
      run.executeBatch();
      forgetTags.executeBatch();
      tag.executeBatch();
      forgetSettings.executeBatch();
      setting.executeBatch();
    }
    connection.commit();
  }

  void remove(List<Integer> ids) throws SQLException {
    for (String table : List.of("run", "tag", "setting")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
        for (int id : ids) {
          delete.setInt(1, id);
          delete.addBatch();
        }
        delete.executeBatch();
      }
    }
    connection.commit();
  }

  private static void set(PreparedStatement into, Entry entry) throws SQLException {
    RunRow row = entry.row();
    into.setInt(1, entry.id());
    into.setString(2, entry.stamp().configuration());
    into.setString(3, entry.stamp().others());
    into.setString(4, row.run());
    into.setLong(5, row.order());
    into.setString(6, row.state().word());
    set(into, 7, row.cause());
    set(into, 8, row.started() == null ? "" : row.started().toString());
    into.setDouble(9, row.seconds());
    into.setLong(10, row.steps());
    set(into, 11, row.trainLoss());
    set(into, 12, row.validationLoss());
    set(into, 13, row.bestValidationLoss());
    set(into, 14, row.tokensPerSecond());
    into.setLong(15, row.sizeBytes());
    set(into, 16, row.device());
    set(into, 17, row.precision());
    set(into, 18, row.branchOf());
    set(into, 19, row.repeatOf());
    into.setBytes(20, row.curve().bytes());
    set(into, 21, String.join(" ", row.tags()));
    set(into, 22, row.note());
  }

  /// What is not there compares with nothing.
  private static void set(PreparedStatement into, int at, String text) throws SQLException {
    into.setString(at, text.isEmpty() ? null : text);
  }

  private static void set(PreparedStatement into, int at, @Nullable Double number)
      throws SQLException {
    if (number == null) {
      into.setNull(at, Types.DOUBLE);
    } else {
      into.setDouble(at, number);
    }
  }

  /// The number that a setting's word is; null where it is none.
  private static @Nullable Double number(String word) {
    try {
      return Double.valueOf(word);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
