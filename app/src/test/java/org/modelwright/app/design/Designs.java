package org.modelwright.app.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import javafx.application.Platform;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Answers;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;

/// Drawings under edit, for tests.
public final class Designs {

  /// 2048 tokens, a context of 128, a batch of 16.
  public static final DesignModel.Setting SETTING =
      new DesignModel.Setting(OptionalLong.of(2048), 16, 128);

  private Designs() {}

  /// For models that answer on the FX thread, in tests without a window.
  public static void startToolkit() {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // another test has started it
    }
    Platform.setImplicitExit(false);
  }

  public static Architecture template(String name) {
    String path = "/org/modelwright/assets/templates/" + name + "/architecture.yaml";
    try (InputStream in = Objects.requireNonNull(Designs.class.getResourceAsStream(path))) {
      return architecture(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Architecture architecture(String yaml) {
    return ArchitectureYaml.parse(yaml, "architecture.yaml").architecture();
  }

  /// A drawing under edit whose refusals fail the test.
  public static DesignModel of(Architecture architecture) {
    return of(
        architecture,
        new ArrayList<>() {
          @Override
          public boolean add(String refusal) {
            throw new AssertionError(refusal);
          }
        });
  }

  /// @param refusals get a sentence for each edit that could not be done
  public static DesignModel of(Architecture architecture, List<String> refusals) {
    return new DesignModel(architecture, SETTING, why -> refusals.add(why.english()));
  }

  /// Of a window that asks for no files and keeps nothing.
  public static AppContext context(Locale locale) {
    return context(locale, Path.of("none"), new Answers());
  }

  /// @param preferences their file
  public static AppContext context(Locale locale, Path preferences, Choosers choosers) {
    return new AppContext(
        new Texts(locale), new Tasks(), new Commands(), new Preferences(preferences), choosers);
  }
}
