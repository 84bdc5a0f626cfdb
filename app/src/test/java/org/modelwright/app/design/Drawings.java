package org.modelwright.app.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;

/// Drawings of the templates, and what views need besides them.
public final class Drawings {

  public static final DesignModel.Setting SETTING =
      new DesignModel.Setting(OptionalLong.of(2048), 16, 128);

  private Drawings() {}

  public static Architecture template(String name) {
    try (InputStream in =
        Drawings.class.getResourceAsStream(
            "/org/modelwright/assets/templates/" + name + "/architecture.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ArchitectureYaml.parse(text, name).architecture();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static AppContext context(Locale locale) {
    return new AppContext(
        new Texts(locale), new Tasks(), new Commands(), new Preferences(Path.of("none")));
  }
}
