package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.project.Templates;
import picocli.CommandLine.Command;

@Command(name = "templates", description = "List what a project can begin from.")
final class TemplatesCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    for (Templates.Template template : Templates.all()) {
      Output.result("%-12s %s", template.name(), template.summary());
    }
    return 0;
  }
}
