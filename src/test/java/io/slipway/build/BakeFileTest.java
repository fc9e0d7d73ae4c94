package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.log.LogWriter;
import io.slipway.log.StepLogs;
import io.slipway.secret.Masker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeFileTest {

  private static final StackName SHOP = new StackName("shop");

  @TempDir Path folder;
  private LogWriter log;

  @BeforeEach
  void openLog() throws IOException {
    Files.createDirectories(folder.resolve("src/web"));
    log = new StepLogs(folder.resolve("logs"), Clock.system()).open(SHOP, 1, "b", Masker.none());
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void hasATargetForEachServiceThatIsBuilt() throws BuildFailed {
    BakeFile file =
        bake(Map.of("web", build(Map.of("context", "web")), "db", Map.of("image", "x")));
    assertThat(file.services()).containsExactly(Map.entry("web", "web"));
    assertThat(file.reference("web")).isEqualTo("slipway/shop-web:v42");
    assertThat(file.json())
        .contains("\"slipway.release\":\"42\"", "\"slipway.deployment\":\"7\"", "\"c0ffee\"")
        .contains("\"context\":\"" + SourcePaths.real(folder.resolve("src/web")) + "\"");
  }

  @Test
  void keepsTextsThatLookLikeTemplates() throws BuildFailed {
    Object args = Map.of("PATTERN", "${not} %{a} template $1");
    assertThat(bake(Map.of("web", build(Map.of("context", "web", "args", args)))).json())
        .contains("$${not} %%{a} template $1");
  }

  @Test
  void refusesWhatLeadsOutOfTheSources() throws IOException {
    Files.createSymbolicLink(folder.resolve("src/link"), Path.of("/etc"));
    for (Map<String, Object> section :
        List.<Map<String, Object>>of(
            Map.of("context", "../.."),
            Map.of("context", "/etc"),
            Map.of("context", "link"),
            Map.of("context", "web", "dockerfile", "../../logs/x"),
            Map.of("context", "web", "additional_contexts", Map.of("x", "/root")))) {
      assertThatThrownBy(() -> bake(Map.of("web", build(section))))
          .as(section.toString())
          .isInstanceOf(BuildFailed.class)
          .hasMessageContaining("leads out of the repository");
    }
  }

  @Test
  void takesSecretsFromVariablesWithoutSpellingThemOut() throws BuildFailed {
    List<Object> named = List.of("token", Map.of("source", "lost", "target", "lost"));
    Map<String, Object> services = Map.of("web", build(Map.of("context", "web", "secrets", named)));
    assertThat(bake(services).json())
        .contains("id=token,env=SLIPWAY_ENV_TOKEN")
        .doesNotContain("t0p", "NOWHERE");
    assertThat(ModelSecrets.variables(request(services, BuildKind.COMPOSE)))
        .containsExactly(Map.entry("SLIPWAY_ENV_TOKEN", "t0p"));
  }

  @Test
  void namesImagesSoThatNoTwoServicesMeet() {
    assertThat(ImageNames.of(SHOP, "web", 1)).isEqualTo("slipway/shop-web:v1");
    assertThat(ImageNames.of(SHOP, "Web.A", 1)).matches("slipway/shop-web-a-[0-9a-f]{6}:v1");
    assertThat(ImageNames.of(SHOP, "web-a", 1))
        .isNotEqualTo(ImageNames.of(SHOP, "web.a", 1))
        .isNotEqualTo(ImageNames.of(SHOP, "web_a", 1));
  }

  @Test
  void asksWhoseImageADockerfileMakesWhenItIsNotClear() {
    Map<String, Object> two = Map.of("web", Map.of(), "db", Map.of());
    assertThatThrownBy(() -> BakeFile.of(request(two, BuildKind.DOCKERFILE)))
        .isInstanceOf(BuildFailed.class)
        .hasMessageContaining("do not say whose image");
  }

  private BakeFile bake(Map<String, Object> services) throws BuildFailed {
    return BakeFile.of(request(services, BuildKind.COMPOSE));
  }

  private BuildRequest request(Map<String, Object> services, BuildKind kind) {
    BuildConfig standard = BuildConfig.standard();
    BuildConfig config =
        new BuildConfig(
            kind,
            ".",
            "Dockerfile",
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            standard.timeout());
    Map<String, Object> secrets =
        Map.of("token", Map.of("environment", "TOKEN"), "lost", Map.of("environment", "NOWHERE"));
    Map<String, Object> model = Map.of("services", services, "secrets", secrets);
    Path sources = folder.resolve("src");
    Map<String, String> variables = Map.of("TOKEN", "t0p");
    return new BuildRequest(SHOP, 7, 42, sources, model, variables, config, "c0ffee", log);
  }

  private static Map<String, Object> build(Map<String, Object> section) {
    return Map.of("build", section);
  }
}
