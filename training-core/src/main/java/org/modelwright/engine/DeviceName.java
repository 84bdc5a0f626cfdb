package org.modelwright.engine;

import org.modelwright.file.InputException;

/// A device as users write it: `cpu`, `cuda` or `cuda:1`.
public record DeviceName(String kind, int index) {

  public static final DeviceName CPU = new DeviceName("cpu", 0);

  /// @throws InputException where the text is none of these
  public static DeviceName parse(String text) {
    if (text.equals("cpu")) {
      return CPU;
    }
    if (text.equals("cuda")) {
      return new DeviceName("cuda", 0);
    }
    if (text.matches("cuda:\\d{1,3}")) {
      return new DeviceName("cuda", Integer.parseInt(text.substring(5)));
    }
    throw new InputException(
        "There is no device `" + text + "`; use cpu, cuda or cuda:N with the number of a GPU.");
  }

  public boolean isCuda() {
    return kind.equals("cuda");
  }

  @Override
  public String toString() {
    return isCuda() ? "cuda:" + index : kind;
  }
}
