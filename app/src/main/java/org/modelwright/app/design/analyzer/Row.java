package org.modelwright.app.design.analyzer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.AttentionCache;
import org.modelwright.layer.Layer;

/// One node of the drawing as the analyzer shows it; a block stands above what is in it, with the sums.
///
/// @param way ids of the nodes entered from `main` to get to the block that it stands in
/// @param id its own
/// @param block the name of the block that it stands in
/// @param kind a layer kind or a block's name
/// @param family the colour group; null for a block
/// @param copies how often it stands in the model
/// @param shape of its output, such as `[B, T, 192]`; empty where it is not known
/// @param parameters of all copies
/// @param multiplyAdds of one forward run of all copies on the whole batch
/// @param activationBytes what the backward pass keeps of all copies
/// @param cacheBytes what generation keeps of each token, in bytes; 0 without attention
/// @param attention of an attention layer
/// @param children in the order of the file; empty for a layer
public record Row(
    List<String> way,
    String id,
    String block,
    String kind,
    Layer.@Nullable Family family,
    int copies,
    String shape,
    long parameters,
    long multiplyAdds,
    long activationBytes,
    long cacheBytes,
    @Nullable AttentionCache attention,
    List<Row> children) {

  public Row {
    way = List.copyOf(way);
    children = List.copyOf(children);
  }

  /// `stack.attention`
  public String path() {
    return way.isEmpty() ? id : String.join(".", way) + "." + id;
  }

  public boolean isBlock() {
    return family == null;
  }
}
