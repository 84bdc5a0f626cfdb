package org.modelwright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The walls between the rooms. `docs/architecture.md` draws them.
class ArchitectureRulesTest {

  /// From the ground up: a room may use those before it.
  private static final List<String> ROOMS =
      List.of(
          "file",
          "progress",
          "operator",
          "graph",
          "layer",
          "compile",
          "engine",
          "data",
          "run",
          "train",
          "hardware",
          "evaluate",
          "deploy",
          "project",
          "launch",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.modelwright");

  @Test
  void aRoomUsesOnlyRoomsBelowIt() {
    for (int i = 0; i < ROOMS.size(); i++) {
      for (String above : ROOMS.subList(i + 1, ROOMS.size())) {
        noClasses()
            .that()
            .resideInAPackage("org.modelwright." + ROOMS.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.modelwright." + above + "..")
            .because("whoever reads " + ROOMS.get(i) + " need not know " + above)
            .check(CLASSES);
      }
    }
  }

  @Test
  void everyRoomIsInTheOrder() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOMS.stream().map(r -> "org.modelwright." + r + "..").toArray(String[]::new))
        .and()
        .resideOutsideOfPackages("org.modelwright.gpu..")
        .should()
        .resideInAPackage("org.modelwright..")
        .because("a new room has to be given its place")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theCoreHasNoScreen() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
        .because("a cluster node has no screen")
        .check(CLASSES);
  }

  @Test
  void onlyTheEngineRoomTouchesTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.modelwright.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl",
            "ai.djl.engine..",
            "ai.djl.ndarray..",
            "ai.djl.pytorch..",
            "ai.djl.nn..",
            "ai.djl.training..",
            "ai.djl.translate..",
            "ai.djl.inference..")
        .because(
            "what can take the process along stays behind one door; the tokenizer library may be"
                + " used by data")
        .check(CLASSES);
  }

  @Test
  void theTokenizerLibraryIsUsedByTheTokenizersAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.modelwright.data.tokenizer..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl.huggingface..")
        .because("everyone else knows only Tokenizer")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.modelwright.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .because("the workbench does the same things without it")
        .check(CLASSES);
  }

  @Test
  void roomsDoNotGoInCircles() {
    slices().matching("org.modelwright.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
