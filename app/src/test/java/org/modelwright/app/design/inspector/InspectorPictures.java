package org.modelwright.app.design.inspector;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Parent;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.modelwright.app.design.Look;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Fixes;

/// Writes pictures of the inspector into a folder.
final class InspectorPictures {

  private InspectorPictures() {}

  public static void main(String[] args) {
    String folder = args[0] + "/inspector-";
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    Locale english = Locale.ENGLISH;
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    Look.picture(folder + "light.png", false, 240, 700, () -> attention(english, false));
    Look.picture(folder + "dark.png", true, 240, 700, () -> attention(english, true));
    Look.picture(folder + "chinese.png", false, 240, 700, () -> attention(chinese, true));
    Look.picture(folder + "several.png", false, 240, 500, () -> select(english, "norm1", "norm2"));
    Look.picture(folder + "mixed.png", true, 240, 500, () -> select(chinese, "attention", "mlp"));
    Look.picture(folder + "block.png", false, 240, 500, () -> select(english));
    Look.picture(folder + "use.png", true, 240, 500, () -> use(english));
    System.exit(0);
  }

  private static Parent attention(Locale locale, boolean unfolded) {
    DesignModel design = decoder();
    design.execute(new Edit.SetSetting("decoder", "attention", "heads", "7"));
    design.execute(new Edit.SetSetting("decoder", "attention", "window", "many"));
    design.execute(new Edit.SetSetting("decoder", "attention", "dropout", "$dropout"));
    AppContext context = Designs.context(locale);
    context.preferences().set("inspector.help.unfolded", Boolean.toString(unfolded));
    var view = new InspectorView(context, design);
    design.select(Set.of("attention"));
    return view;
  }

  private static Parent select(Locale locale, String... ids) {
    DesignModel design = decoder();
    var view = new InspectorView(Designs.context(locale), design);
    design.execute(new Edit.SetSetting("decoder", "norm1", "epsilon", "1e-6"));
    design.select(Set.of(ids));
    return view;
  }

  private static Parent use(Locale locale) {
    DesignModel design = decoder();
    var view = new InspectorView(Designs.context(locale), design);
    design.open(Location.MAIN);
    design.select(Set.of("stack"));
    return view;
  }

  private static DesignModel decoder() {
    DesignModel design = Designs.of(Designs.template("java-lm"));
    var block = design.architecture().blocks().get("decoder");
    design.execute(Fixes.setDefault(block, "dropout", "0.1"));
    design.open(new Location("main", List.of("stack")));
    return design;
  }
}
