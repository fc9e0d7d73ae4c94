package io.slipway.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeFiles;
import io.slipway.compose.StackName;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs the command {@code docker compose}, and no engine. */
class StackEditingTest {

  private static final StackName SHOP = new StackName("shop");
  private static final By ANNA = new By("anna", null);
  private static final String COMPOSE =
      "# 😀 kept\r\nservices:\n  web: {image: 'nginx:1'}   # odd spacing\n\n\n";

  private final DockerHost host = new DockerHost("unix:///nowhere/docker.sock");
  private final StackBusy busy = new StackBusy(Clock.system());

  @TempDir Path folder;
  private Path directory = Path.of("/");
  private StackEditing editing = editing(Path.of("/"));

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(folder.resolve("stacks"));
    editing = editing(directory);
  }

  @Test
  void savesByteForByteAndKeepsTheMode() throws Exception {
    editing.create(SHOP, COMPOSE, "A=1\n", ANNA);
    Path file = directory.resolve("shop/compose.yaml");
    Path env = directory.resolve("shop/.env");
    assertThat(mode(env)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    StackFiles before = editing.read(SHOP);
    assertThat(before.compose()).isEqualTo(COMPOSE);
    assertThat(before.env()).isEqualTo("A=1\n");

    String changed = COMPOSE.replace("nginx:1", "nginx:2");
    StackFiles after = editing.save(SHOP, new FileTexts(changed, ""), before.hash(), ANNA);

    assertThat(Files.readAllBytes(file)).isEqualTo(changed.getBytes(StandardCharsets.UTF_8));
    assertThat(mode(file)).isEqualTo("rw-rw-r--");
    assertThat(Files.readString(env)).isEmpty();
    assertThat(after.envExists()).isTrue();
    assertThat(after.hash()).isNotEqualTo(before.hash());
    try (Stream<Path> left = Files.list(directory.resolve("shop"))) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void refusesToOverwriteWhatChangedOnDiskMeanwhile() throws Exception {
    editing.create(SHOP, COMPOSE, "", ANNA);
    String hash = editing.read(SHOP).hash();
    Files.writeString(directory.resolve("shop/.env"), "B=2\n");
    assertThatThrownBy(() -> editing.save(SHOP, new FileTexts(COMPOSE + "#\n", ""), hash, ANNA))
        .isInstanceOfSatisfying(
            Problem.Conflict.class, e -> assertThat(e.code()).isEqualTo("files-changed"));
    assertThat(editing.read(SHOP).compose()).isEqualTo(COMPOSE);
  }

  @Test
  void refusesWhatComposeDoesNotTakeAndSaysWhere() throws Exception {
    editing.create(SHOP, COMPOSE, "", ANNA);
    StackFiles before = editing.read(SHOP);
    String wrong = "services:\n  web:\n    image: x\n    ports: 12\n";
    assertThatThrownBy(() -> editing.save(SHOP, new FileTexts(wrong, ""), before.hash(), ANNA))
        .isInstanceOfSatisfying(
            FilesRefused.class,
            e -> {
              Bodies.Diagnostic first = e.diagnostics().getFirst();
              assertThat(first.file()).isEqualTo("compose");
              assertThat(first.line()).isEqualTo(4);
              assertThat(first.message()).doesNotContain(folder.toString());
            });
    assertThat(editing.read(SHOP)).isEqualTo(before);
    assertThatThrownBy(
            () -> editing.save(SHOP, new FileTexts(COMPOSE, "A B=1\n"), before.hash(), ANNA))
        .isInstanceOfSatisfying(
            FilesRefused.class,
            e -> assertThat(e.diagnostics().getFirst().file()).isEqualTo("env"));
  }

  @Test
  void refusesLinksThatLeaveTheFolderAndFollowsThoseThatDoNot() throws Exception {
    Path stack = Files.createDirectory(directory.resolve("shop"));
    Path secret = Files.writeString(folder.resolve("secret"), "TOP=1\n");
    Files.createSymbolicLink(stack.resolve(".env"), secret);
    assertThatThrownBy(() -> editing.read(SHOP)).isInstanceOf(Problem.Forbidden.class);
    Files.delete(stack.resolve(".env"));
    Files.createSymbolicLink(stack.resolve(".env"), folder.resolve("not-there"));
    assertThatThrownBy(() -> editing.read(SHOP)).isInstanceOf(Problem.Forbidden.class);
    Files.delete(stack.resolve(".env"));
    Files.createDirectory(stack.resolve("real"));
    Files.writeString(stack.resolve("real/c.yaml"), COMPOSE);
    Files.createSymbolicLink(stack.resolve("compose.yaml"), Path.of("real/c.yaml"));

    editing.save(SHOP, new FileTexts(COMPOSE + "#\n", ""), editing.read(SHOP).hash(), ANNA);

    assertThat(Files.isSymbolicLink(stack.resolve("compose.yaml"))).isTrue();
    assertThat(Files.readString(stack.resolve("real/c.yaml"))).isEqualTo(COMPOSE + "#\n");
  }

  @Test
  void editsEveryFileThatComposeMergesButTheGeneratedOne() throws Exception {
    editing.create(SHOP, COMPOSE, "COMPOSE_FILE=compose.yaml:prod/web.yaml:made.yaml\n", ANNA);
    Path stack = directory.resolve("shop");
    Files.createDirectory(stack.resolve("prod"));
    String prod = "services:\n  web: {restart: always} # kept\r\n";
    Files.writeString(stack.resolve("prod/web.yaml"), prod);
    String made = ComposeFiles.GENERATED + " for v1\nservices: {web: {image: 'nginx:1'}}\n";
    Files.writeString(stack.resolve("made.yaml"), made);
    StackFiles before = editing.read(SHOP);
    assertThat(before.more())
        .containsExactly(
            new StackFile("prod/web.yaml", prod, false), new StackFile("made.yaml", made, true));

    FileTexts wrong = texts(before, "prod/web.yaml", "services:\n  web:\n    ports: 12\n");
    assertThatThrownBy(() -> editing.save(SHOP, wrong, before.hash(), ANNA))
        .isInstanceOfSatisfying(
            FilesRefused.class,
            e -> {
              assertThat(e.diagnostics().getFirst().file()).isEqualTo("prod/web.yaml");
              assertThat(e.diagnostics().getFirst().message()).doesNotContain(folder.toString());
            });
    for (String other : List.of("made.yaml", "../../secret", "compose.yaml")) {
      FileTexts foreign = texts(before, other, "services: {}\n");
      assertThatThrownBy(() -> editing.save(SHOP, foreign, before.hash(), ANNA))
          .isInstanceOf(Problem.Invalid.class);
    }
    assertThat(editing.read(SHOP)).isEqualTo(before);

    FileTexts right = texts(before, "prod/web.yaml", prod.replace("always", "'no'"));
    StackFiles after = editing.save(SHOP, right, before.hash(), ANNA);
    assertThat(Files.readString(stack.resolve("prod/web.yaml")))
        .isEqualTo(prod.replace("always", "'no'"));
    assertThat(after.compose()).isEqualTo(COMPOSE);
    Files.writeString(stack.resolve("prod/web.yaml"), prod);
    assertThatThrownBy(() -> editing.save(SHOP, right, after.hash(), ANNA))
        .isInstanceOf(Problem.Conflict.class);
  }

  private static FileTexts texts(StackFiles files, String name, String text) {
    return new FileTexts(files.compose(), files.env(), Map.of(name, text));
  }

  @Test
  void showsWhatIsNoTextButDoesNotOfferToSaveIt() throws Exception {
    Path stack = Files.createDirectory(directory.resolve("shop"));
    Files.write(stack.resolve("compose.yaml"), new byte[] {(byte) 0xc3, 0x28});
    assertThat(editing.read(SHOP).editable()).isFalse();
  }

  @Test
  void savesNothingWhileSomethingElseIsDone() throws Exception {
    editing.create(SHOP, COMPOSE, "", ANNA);
    String hash = editing.read(SHOP).hash();
    try (StackBusy.Hold _ = busy.acquire(SHOP, "deployment #1", "push")) {
      assertThatThrownBy(() -> editing.save(SHOP, new FileTexts(COMPOSE, ""), hash, ANNA))
          .hasMessageContaining("deployment #1 by push");
    }
    assertThatThrownBy(() -> editing.create(SHOP, COMPOSE, "", ANNA))
        .hasMessageContaining("There is a stack shop already");
  }

  @Test
  void removesOfALinkOnlyTheLink() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("precious"), "x");
    Path stack = Files.createDirectory(directory.resolve("shop"));
    Files.createSymbolicLink(stack.resolve("data"), data);
    FileTree.delete(stack);
    Path link = Files.createSymbolicLink(directory.resolve("linked"), data);
    FileTree.delete(link);
    assertThat(List.of(stack, link)).noneMatch(Files::exists);
    assertThat(data.resolve("precious")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "../x", "a/b", "/etc", "a\0", "A", "-a", ".hidden", "a\n"})
  void namesThatCouldLeaveTheDirectoryAreNoNames(String name) {
    assertThatThrownBy(() -> new StackName(name)).isInstanceOf(Problem.Invalid.class);
  }

  private StackEditing editing(Path stacksFolder) {
    Engine engine = new Engine(host);
    Stacks stacks =
        new Stacks(
            engine, new EngineWatch(engine, Clock.system()), stacksFolder, busy, (_, _, _) -> {});
    ComposeCli compose = new ComposeCli(new Processes(stacksFolder.resolveSibling("run")), host);
    return new StackEditing(stacks, new FileJudge(compose, stacks.folders()), busy, new Events());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
