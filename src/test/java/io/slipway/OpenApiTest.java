package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds {@code openapi.yaml} and the routes together, both ways. */
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  @TempDir private Path folder;

  /** One operation, as file or routes have it. */
  private record Operation(String id, String method, String path, String permission) {
    String shown() {
      return method + " " + path + " " + permission;
    }
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsARoute() throws IOException {
    List<Operation> described = described();
    Set<String> wanted = described.stream().map(Operation::shown).collect(Collectors.toSet());
    assertThat(served()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void everyOperationHasANameOfItsOwn() throws IOException {
    assertThat(described()).extracting(Operation::id).doesNotHaveDuplicates();
  }

  private List<String> served() {
    try (Slipway slipway = new Slipway(TestSettings.in(folder))) {
      List<Route> routes = slipway.routes();
      return routes.stream()
          .map(route -> route.method().text() + " " + route.path() + " " + route.permission())
          .toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Operation> described() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/openapi.yaml"));
    Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<String, Map<String, Object>> paths =
        Objects.requireNonNull(
            (Map<String, Map<String, Object>>) ((Map<String, Object>) root).get("paths"));
    List<Operation> operations = new ArrayList<>();
    paths.forEach((path, item) ->
        item.forEach((method, value) -> {
          if (METHODS.contains(method)) {
            Map<String, Object> operation = (Map<String, Object>) value;
            operations.add(
                new Operation(
                    String.valueOf(operation.get("operationId")),
                    method.toUpperCase(Locale.ROOT),
                    path,
                    String.valueOf(operation.get("x-permission"))));
          }
        }));
    return operations;
  }
}
