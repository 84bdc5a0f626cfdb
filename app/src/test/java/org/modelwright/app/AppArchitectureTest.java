package org.modelwright.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The walls between the rooms of the window. `docs/architecture.md` names them.
class AppArchitectureTest {

  private static final String APP = "org.modelwright.app.";

  /// What the window joins, by what a user does there.
  private static final List<String> ROOMS =
      List.of("data", "design", "settings", "training", "curves", "hardware", "runs", "playground");

  /// What every room may use.
  private static final List<String> GROUND = List.of("common", "command");

  private static final String SHELL = "workbench";

  /// What the rooms share, handed to each.
  private static final DescribedPredicate<JavaClass> CONTEXT =
      DescribedPredicate.describe("AppContext", c -> c.getName().equals(APP + "AppContext"));

  private static final DescribedPredicate<JavaClass> PEN =
      DescribedPredicate.describe(
          "a pen of AWT",
          c ->
              Set.of("BasicStroke", "Color", "Font", "Graphics2D", "Paint", "Shape", "Stroke")
                  .contains(c.getSimpleName()));

  /// Without the tests, in whatever folder they were compiled to.
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/apptest/"))
          .importPackages("org.modelwright.app");

  @Test
  void aRoomUsesOnlyItselfAndTheGround() {
    for (String room : ROOMS) {
      noClasses()
          .that()
          .resideInAPackage(APP + room + "..")
          .should()
          .dependOnClassesThat(
              inTheAppBut(room, "common", "command", "settings", "curves").and(not(CONTEXT)))
          .because(
              "a room is read, tested and shown without the others, but for fields and charts; the window joins them")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void theGroundKnowsNoRoom() {
    noClasses()
        .that()
        .resideInAPackage(APP + "command..")
        .should()
        .dependOnClassesThat(inTheAppBut("command", "common"))
        .because("menus and shortcuts are made of what is declared, whatever rooms there are")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(APP + "common..")
        .should()
        .dependOnClassesThat(inTheAppBut("common"))
        .because("what all use can depend on none of them")
        .check(CLASSES);
  }

  @Test
  void theDocumentKnowsNoneOfItsViews() {
    noClasses()
        .that()
        .resideInAPackage(APP + "design")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(APP + "design.*..")
        .because("every view follows the document, which works without a window")
        .check(CLASSES);
  }

  @Test
  void onlyTheStartKnowsTheWindow() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP + SHELL + "..")
        .and()
        .doNotHaveFullyQualifiedName(APP + "Workbench")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(APP + SHELL + "..")
        .because("what the window joins must not need the window")
        .check(CLASSES);
  }

  @Test
  void roomsDoNotGoInCircles() {
    slices()
        .matching(APP + "(**)")
        .should()
        .beFreeOfCycles()
        .because("packages in a circle can only be understood all at once")
        .check(CLASSES);
  }

  @Test
  void everyRoomIsKnown() {
    Set<String> known = new TreeSet<>(ROOMS);
    known.addAll(GROUND);
    known.add(SHELL);
    Set<String> found = new TreeSet<>();
    CLASSES.stream()
        .map(c -> c.getPackageName())
        .filter(name -> name.startsWith(APP))
        .forEach(name -> found.add(name.substring(APP.length()).split("\\.", 2)[0]));
    assertThat(found).contains("common", "command", "design", "data", SHELL).isSubsetOf(known);
  }

  @Test
  void viewsAreWrittenInJavaForOneToolkit() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.fxml..", "javax.swing..", "javafx.embed..")
        .because("the compiler checks Java, not FXML; and one toolkit is enough")
        .check(CLASSES);
  }

  @Test
  void onlyChartsDrawWithAwt() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP + "curves..")
        .and()
        .haveSimpleNameNotEndingWith("Chart")
        .and()
        .haveSimpleNameNotEndingWith("ChartTheme")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..")
        .because("JFreeChart asks for AWT's pens and figures; nothing else does")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.awt..")
                .and(not(resideInAPackage("java.awt.geom")))
                .and(not(PEN)))
        .because("AWT's windows and events are another toolkit's")
        .check(CLASSES);
  }

  @Test
  void theWindowDoesNotTouchTheEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..")
        .because("a failure in native code must not take the window along")
        .check(CLASSES);
  }

  @Test
  void onlyTheLauncherKnowsTheCommandLine() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(APP + "Launcher")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.modelwright.cli..", "picocli..")
        .because("the window does the same things without it")
        .check(CLASSES);
  }

  @Test
  void filesAreAskedForInOnePlace() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.common\\.Choosers.*")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("javafx\\.stage\\.(FileChooser|DirectoryChooser).*")
        .because("tests have no desktop and answer in place of the dialogs")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> inTheAppBut(String... packages) {
    return resideInAPackage("org.modelwright.app..")
        .and(
            not(
                resideInAnyPackage(
                    Arrays.stream(packages).map(p -> APP + p + "..").toArray(String[]::new))));
  }
}
