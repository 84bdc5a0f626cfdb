package org.modelwright.app.design.custom;

import java.util.List;
import java.util.Map;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.design.DesignModel;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.CustomLayer;
import org.modelwright.graph.Edit;
import org.modelwright.layer.LayerCatalogue;

/// The command that puts a custom layer to start from into the drawing and opens its editor.
public final class NewCustomLayer implements Disposable {

  private static final String NAME = "ScaledSwish";

  private final AppContext context;

  public NewCustomLayer(AppContext context, DesignModel design) {
    this.context = context;
    context.commands().bind(CommandId.NEW_CUSTOM_LAYER, () -> add(design));
  }

  /// Takes the command away.
  @Override
  public void dispose() {
    context.commands().unbind(CommandId.NEW_CUSTOM_LAYER);
  }

  private static void add(DesignModel design) {
    String name = fresh(design.architecture());
    CustomLayer layer = starter(name);
    if (design.execute(new Edit.PutLayer(layer))) {
      design.editLayer(name);
    }
  }

  /// x sigmoid(beta x), times a learned gain for each feature: a layer of every part there is, which
  /// works as it stands (Ramachandran et al., "Searching for Activation Functions", 2017).
  static CustomLayer starter(String name) {
    return new CustomLayer(
        name,
        Map.of("x", CustomLayer.FEATURES),
        Map.of("beta", "1.0"),
        Map.of("gain", new CustomLayer.Parameter(List.of("width"), "1", false)),
        CustomLayer.FEATURES,
        true,
        "",
        """
        y = x * torch.sigmoid(beta * x)
        return y * gain
        """);
  }

  private static String fresh(Architecture architecture) {
    String name = NAME;
    for (int n = 2;
        architecture.layers().containsKey(name)
            || architecture.block(name).isPresent()
            || LayerCatalogue.find(name).isPresent();
        n++) {
      name = NAME + n;
    }
    return name;
  }
}
