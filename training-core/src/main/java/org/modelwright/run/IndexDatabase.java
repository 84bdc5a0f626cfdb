package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.UserConfig;

/// The tables of an index of runs, in a file or in memory. What is in a file is only kept as long as it
/// is whole, of this format and written by this user on this machine: a database that somebody else
/// made could hold code. The file is therefore encrypted with a key that stays with the user; one that
/// the key does not open is as good as broken, and is made anew.
final class IndexDatabase implements AutoCloseable {

  /// The end of the file's name is H2's own.
  static final String SUFFIX = ".mv.db";

  private static final int FORMAT = 1;
  private static final int NO_FORMAT = -1;
  private static final String KEY_FILE = "index.key";

  private static final String[] TABLES = {
    "CREATE TABLE format(number INT)",
    "INSERT INTO format VALUES (" + FORMAT + ")",
    """
    CREATE TABLE run(
      id INT PRIMARY KEY, run VARCHAR NOT NULL UNIQUE, place BIGINT NOT NULL,
      configuration VARCHAR NOT NULL, others VARCHAR NOT NULL,
      state VARCHAR NOT NULL, cause VARCHAR, started VARCHAR, seconds DOUBLE NOT NULL,
      steps BIGINT NOT NULL, train_loss DOUBLE, validation_loss DOUBLE,
      best_validation_loss DOUBLE, tokens_per_second DOUBLE, size_bytes BIGINT NOT NULL,
      device VARCHAR, precision_word VARCHAR, branch_of VARCHAR, repeat_of VARCHAR,
      curve VARBINARY NOT NULL, tags VARCHAR, note VARCHAR)
    """,
    "CREATE TABLE tag(id INT NOT NULL, tag VARCHAR NOT NULL, PRIMARY KEY(id, tag))",
    """
    CREATE TABLE setting(
      id INT NOT NULL, name VARCHAR NOT NULL, text VARCHAR NOT NULL, number DOUBLE,
      PRIMARY KEY(id, name))
    """
  };

  private final Connection connection;
  private final @Nullable Path file;

  private IndexDatabase(Connection connection, @Nullable Path file) {
    this.connection = connection;
    this.file = file;
  }

  /// The database in that file, as it is or made anew; one in memory where another index has the file
  /// open, or it cannot be written.
  static IndexDatabase open(Path file) {
    return onDisk(file)
        .or(() -> remove(file) ? onDisk(file) : Optional.empty())
        .orElseGet(IndexDatabase::inMemory);
  }

  static IndexDatabase inMemory() {
    try {
      var properties = new Properties();
      Connection connection = connect("jdbc:h2:mem:", properties);
      createTables(connection);
      return new IndexDatabase(connection, null);
    } catch (SQLException e) {
      throw new IllegalStateException("a database in memory can always be made", e);
    }
  }

  Connection connection() {
    return connection;
  }

  boolean isOnDisk() {
    return file != null;
  }

  /// An empty one in the place of this one, which turned out to be broken.
  IndexDatabase renewed() {
    close();
    return file != null && remove(file) ? open(file) : inMemory();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // what was not written is read from the folders again
    }
  }

  /// Nothing where the file is broken, of another format or another user's.
  private static Optional<IndexDatabase> onDisk(Path file) {
    String path = file.toString();
    // after a semicolon H2 reads settings, and those could name a script
    if (path.contains(";") || !path.endsWith(SUFFIX)) {
      return Optional.of(inMemory());
    }
    Connection connection = null;
    try {
      var properties = new Properties();
      properties.setProperty("user", "index");
      properties.setProperty("password", key() + " index");
      connection =
          connect(
              "jdbc:h2:file:"
                  + path.substring(0, path.length() - SUFFIX.length())
                  + ";CIPHER=AES;TRACE_LEVEL_FILE=0",
              properties);
      if (isSharedInThisProcess(connection)) {
        connection.close();
        return Optional.of(inMemory());
      }
      long format = formatOf(connection);
      if (format == NO_FORMAT) {
        createTables(connection);
      } else if (format != FORMAT) {
        connection.close();
        return Optional.empty();
      }
      return Optional.of(new IndexDatabase(connection, file));
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        return Optional.of(inMemory());
      }
      closeQuietly(connection);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(inMemory()); // nowhere to keep the key
    }
  }

  private static Connection connect(String url, Properties properties) throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("H2 does not know " + url);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  /// H2 keeps other processes out, but lets a process open the same file twice.
  private static boolean isSharedInThisProcess(Connection connection) throws SQLException {
    // asked directly: the same as a query costs a tenth of the time that opening takes
    return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
        && session.getDatabase().getSessions(false).length > 1;
  }

  /// `NO_FORMAT` where the file has just been made.
  private static long formatOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT MAX(number) FROM format")) {
      return result.next() ? result.getLong(1) : NO_FORMAT;
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1) {
        return NO_FORMAT;
      }
      throw e;
    }
  }

  private static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    connection.commit();
  }

  private static boolean remove(Path file) {
    try {
      Files.deleteIfExists(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // it is given up anyway
    }
  }

  /// The same for all projects of this user; made at first.
  private static String key() throws IOException {
    Path file = UserConfig.folder().resolve(KEY_FILE);
    if (!Files.exists(file)) {
      byte[] key = new byte[16];
      new SecureRandom().nextBytes(key);
      Files.createDirectories(UserConfig.folder());
      AtomicFile.write(file, HexFormat.of().formatHex(key));
    }
    // H2 takes a blank as the end of the key
    return Files.readString(file).replaceAll("\\s", "");
  }
}
