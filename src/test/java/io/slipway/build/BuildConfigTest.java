package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"../up", "/etc", "a/../../b", "a\0b"})
  void refusesPathsThatLeaveTheRepository(String path) {
    assertRefused("context", () -> config(path, "Dockerfile", Duration.ofMinutes(1)));
    assertRefused("dockerfile", () -> config(".", path, Duration.ofMinutes(1)));
  }

  @Test
  void takesOrdinaryPathsAndFillsInWhatIsLeftEmpty() {
    assertThat(config("services/web", "docker/Dockerfile.prod", Duration.ofMinutes(1)).context())
        .isEqualTo("services/web");
    assertThat(config("", " ", Duration.ofMinutes(1)).dockerfile()).isEqualTo("Dockerfile");
  }

  @Test
  void refusesTimesOutOfRange() {
    assertRefused("timeoutSeconds", () -> config(".", "Dockerfile", Duration.ofSeconds(9)));
    assertRefused("timeoutSeconds", () -> config(".", "Dockerfile", Duration.ofHours(25)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A B", "A=B", "A\n"})
  void refusesNamesThatAreNoVariables(String name) {
    assertThatThrownBy(() -> new NameValue(name, "x")).isInstanceOf(Problem.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "HOME", "DOCKER_HOST", "BUILDX_BUILDER"})
  void refusesSecretsThatWouldSteerDocker(String name) {
    assertRefused("secrets", () -> new BuildSecret(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--privileged", "-v", "a b", "$(x)"})
  void refusesImagesThatAreOptions(String image) {
    assertRefused("image", () -> new BuildCommand("test", "true", image));
  }

  @Test
  void keepsSecretsThatComeWithoutAValue() {
    BuildConfig before = withSecrets(List.of(new BuildSecret("A", "old-a"), secret("B", "old-b")));
    BuildConfigView view = BuildConfigView.of(before);
    assertThat(view.toString()).doesNotContain("old-a", "old-b");
    assertThat(view.over(before).secrets()).isEqualTo(before.secrets());
    assertRefused("secrets", () -> view.over(BuildConfig.standard()));
  }

  @Test
  void neverSpellsASecretOut() {
    assertThat(withSecrets(List.of(secret("TOKEN", "very-secret"))).toString())
        .doesNotContain("very-secret");
  }

  @Test
  void makesAComposeFileForADockerfileAlone() {
    BuildConfig config =
        new BuildConfig(
            BuildKind.DOCKERFILE,
            "it's",
            "Dockerfile",
            null,
            "web",
            8080,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Duration.ofMinutes(5));
    assertThat(GeneratedCompose.of(config))
        .contains("  web:\n", "context: 'it''s'", "- \"8080:8080\"");
    assertThat(GeneratedCompose.of(BuildConfig.standard())).isNull();
    assertThatCode(BuildConfig::standard).doesNotThrowAnyException();
  }

  private static BuildSecret secret(String name, String value) {
    return new BuildSecret(name, value);
  }

  private static BuildConfig config(String context, String dockerfile, Duration timeout) {
    return of(context, dockerfile, List.of(), timeout);
  }

  private static BuildConfig withSecrets(List<BuildSecret> secrets) {
    return of(".", "Dockerfile", secrets, Duration.ofMinutes(1));
  }

  private static BuildConfig of(
      String context, String dockerfile, List<BuildSecret> secrets, Duration timeout) {
    return new BuildConfig(
        BuildKind.COMPOSE,
        context,
        dockerfile,
        null,
        null,
        null,
        List.of(),
        List.of(),
        secrets,
        List.of(),
        List.of(),
        List.of(),
        timeout);
  }

  private static void assertRefused(
      String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.Invalid.class, problem -> assertThat(problem.field()).isEqualTo(field));
  }
}
