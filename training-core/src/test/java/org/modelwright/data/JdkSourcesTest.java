package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.progress.Progress;

class JdkSourcesTest {

  @TempDir Path folder;

  private static String declaration(Class<?> type) throws Exception {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(name))) {
      return new ClassDeclaration(ClassFile.of().parse(in.readAllBytes())).text();
    }
  }

  @Test
  void declarationsReadLikeJava() throws Exception {
    assertThat(declaration(Comparable.class))
        .isEqualTo(
            """
            package java.lang;

            public interface Comparable<T> {
                public abstract int compareTo(T);
            }
            """);
    assertThat(declaration(java.util.HashMap.class))
        .contains(
            "public class HashMap<K, V> extends AbstractMap<K, V> implements Map<K, V>, Cloneable, Serializable {")
        .contains("    public HashMap(Map<? extends K, ? extends V>);")
        .contains("    public V put(K, V);")
        .contains("    static final int DEFAULT_INITIAL_CAPACITY;")
        .doesNotContain("private");
    assertThat(declaration(java.util.Collections.class))
        .contains("public static <T extends Comparable<? super T>> void sort(List<T>);");
    assertThat(declaration(java.io.InputStream.class))
        .contains("public abstract int read() throws IOException;")
        .contains("public int read(byte[], int, int) throws IOException;");
    assertThat(declaration(java.util.Map.Entry.class))
        .contains("public interface Map.Entry<K, V> {");
    assertThat(declaration(Thread.State.class)).contains("enum Thread.State {");
  }

  @Test
  void aDanglingLinkIsNoSource() throws Exception {
    Path link = folder.resolve("src.zip");
    Files.createSymbolicLink(link, folder.resolve("nowhere.zip"));
    assertThat(JdkSources.holdsSources(link)).isFalse();
    assertThat(JdkSources.holdsSources(folder)).isFalse();
    assertThat(JdkSources.holdsSources(Files.writeString(folder.resolve("a.zip"), "no zip")))
        .isFalse();
  }

  @Tag("slow")
  @Test
  void everyClassOfTheJdkIsWritten() throws Exception {
    Path zip = folder.resolve("declarations.zip");
    JdkDeclarations.write(zip, Progress.NONE);
    assertThat(JdkSources.holdsSources(zip)).isTrue();
    try (var open = new ZipFile(zip.toFile())) {
      assertThat(open.size()).isGreaterThan(15_000);
      assertThat(open.getEntry("java.base/java/util/Map$Entry.java")).isNotNull();
      assertThat(open.getEntry("java.base/module-info.java")).isNull();
    }
  }
}
