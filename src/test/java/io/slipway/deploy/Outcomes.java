package io.slipway.deploy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of deployments that something befell, as the tables of {@code docs/reliability.md}.
 */
final class Outcomes {

  private final Map<String, Map<StrategyName, String>> rows = new LinkedHashMap<>();

  /** Notes one. */
  void note(Case befell, Deployment deployment, int lost) {
    String became =
        switch (deployment.state()) {
          case SUCCEEDED -> "live";
          case ROLLED_BACK -> "taken back";
          case FAILED -> "old one serves";
          default -> deployment.state().name();
        };
    rows.computeIfAbsent(
            "| %s | %s ".formatted(befell.what(), befell.moment()),
            _ -> new EnumMap<>(StrategyName.class))
        .put(befell.strategy(), became + ", " + lost);
  }

  /** Returns the table: what became of each, and how many requests were lost. */
  @Override
  public String toString() {
    List<StrategyName> strategies = List.of(StrategyName.values());
    List<String> lines = new ArrayList<>();
    lines.add(line("| what | when ", strategies.stream().map(StrategyName::label).toList()));
    lines.add(line("|---|---", strategies.stream().map(_ -> "---").toList()).replace(" ", ""));
    rows.forEach((row, cells) ->
        lines.add(line(row, strategies.stream().map(s -> cells.getOrDefault(s, "")).toList())));
    return String.join("\n", lines);
  }

  private static String line(String first, List<String> cells) {
    return first + "| " + String.join(" | ", cells) + " |";
  }
}
