package org.modelwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.modelwright.hardware.CostPage;
import org.modelwright.hardware.Profile;

/// Two profiles' costs side by side, for people and for programs.
final class CostReport {

  private CostReport() {}

  static Map<String, Object> document(CostPage a, CostPage b) {
    boolean comparable = isComparable(a, b);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("compare", List.of(column(a), column(b)));
    document.put("cheaper", comparable ? name(cheaper(a, b)) : null);
    document.put("savingPercent", comparable ? saving(a, b) : null);
    document.put("basis", "estimated, with the prices of the profiles' files");
    return document;
  }

  private static Map<String, Object> column(CostPage page) {
    Profile profile = page.profile();
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("profile", profile.name());
    column.put("device", profile.device());
    column.put("devices", profile.devices());
    column.put("fits", page.plan().fits());
    column.put("hours", page.plan().hours());
    column.put("deviceHours", page.deviceHours());
    column.put("pricePerDeviceHour", profile.price().perHour());
    column.put("compute", page.compute());
    column.put("fastStorageBytes", page.fastBytes());
    column.put("fastStorage", page.fast());
    column.put("archiveBytes", page.archiveBytes());
    column.put("archive", page.archive());
    column.put("transferBytes", page.transferBytes());
    column.put("transfer", page.transfer());
    column.put("total", page.total());
    column.put("currency", profile.price().currency());
    column.put("energyKWh", page.plan().energyKilowattHours());
    column.put("priceDate", profile.price().date());
    column.put("priceSource", profile.sources().getOrDefault("price", ""));
    return column;
  }

  static void print(CostPage a, CostPage b) {
    row("", a, b, CostReport::name);
    row("device", a, b, p -> p.profile().device());
    row("devices", a, b, p -> Integer.toString(p.profile().devices()));
    row("fits", a, b, p -> p.plan().fits() ? "yes" : "NO");
    row("time", a, b, p -> PlanReport.hours(p.plan().hours()));
    row("device hours", a, b, p -> number(p.deviceHours()));
    row("price a device hour", a, b, p -> money(p, p.profile().price().perHour()));
    row("compute", a, b, p -> money(p, p.compute()));
    row("fast storage", a, b, p -> stored(p, p.fastBytes(), p.fast()));
    row("archive, a month", a, b, p -> stored(p, p.archiveBytes(), p.archive()));
    row("transfer of weights", a, b, p -> stored(p, p.transferBytes(), p.transfer()));
    row("total", a, b, p -> money(p, p.total()));
    row("energy", a, b, p -> number(p.plan().energyKilowattHours()) + " kWh");
    row("prices of", a, b, p -> p.profile().price().date());
    Output.result("");
    if (isComparable(a, b)) {
      Output.result("%s saves %.1f %%.", name(cheaper(a, b)), saving(a, b));
    } else {
      Output.result("The currencies differ, so no saving is computed.");
    }
    Output.result(
        "All of it is estimated; prices are the profiles' own (`modelwright profiles copy`).");
  }

  private static void row(String title, CostPage a, CostPage b, Function<CostPage, String> cell) {
    Output.result("%-22s %28s %28s", title, cell.apply(a), cell.apply(b));
  }

  private static String stored(CostPage page, double bytes, double price) {
    return PlanReport.bytes((long) bytes) + ", " + money(page, price);
  }

  private static String money(CostPage page, double amount) {
    return number(amount) + " " + page.profile().price().currency();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  private static boolean isComparable(CostPage a, CostPage b) {
    return currency(a).equals(currency(b));
  }

  private static String currency(CostPage page) {
    return page.profile().price().currency();
  }

  private static CostPage cheaper(CostPage a, CostPage b) {
    return b.total() < a.total() ? b : a;
  }

  private static double saving(CostPage a, CostPage b) {
    return b.total() < a.total() ? b.savingPercent(a) : a.savingPercent(b);
  }

  private static String name(CostPage page) {
    return page.profile().name();
  }
}
