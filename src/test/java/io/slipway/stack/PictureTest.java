package io.slipway.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.ComposeGlance;
import io.slipway.compose.StackName;
import io.slipway.engine.ContainerState;
import io.slipway.engine.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {

  @TempDir Path directory;
  private StackFolders folders = new StackFolders(Path.of("/"));
  private Picture picture = new Picture(folders);

  @BeforeEach
  void makeFolders() throws IOException {
    folders = new StackFolders(directory);
    picture = new Picture(folders);
    Files.createDirectories(directory.resolve("blog"));
    Files.writeString(
        directory.resolve("blog/compose.yaml"), "name: journal\nservices: {web: {image: x}}\n");
    Files.createDirectories(directory.resolve("shop"));
    Files.createDirectories(directory.resolve("No Stack"));
    picture.folders(folders.all());
  }

  @Test
  void aNameInTheFileShowsNoStackTwice() {
    picture.containers(List.of(container("1", Map.of(Fact.PROJECT, "journal"))));
    assertThat(picture.names()).containsExactly(new StackName("blog"), new StackName("shop"));
    assertThat(containersOf("blog")).isEqualTo(1);
  }

  @Test
  void aContainerBelongsToTheFolderItWasMadeFrom() {
    picture.containers(
        List.of(
            container(
                "1", Map.of(Fact.PROJECT, "other", Fact.FOLDER, directory.resolve("shop") + "/")),
            container("2", Map.of(Fact.PROJECT, "elsewhere", Fact.FOLDER, "/srv/shop"))));
    assertThat(containersOf("shop")).isEqualTo(1);
    assertThat(containersOf("elsewhere")).isEqualTo(1);
  }

  @Test
  void slotsBelongToTheirStackAndStrangersDoNot() {
    picture.containers(
        List.of(
            container("1", Map.of(Fact.PROJECT, "shop")),
            container("2", Map.of(Fact.PROJECT, "shop-green", Fact.STACK, "shop")),
            container("3", Map.of(Fact.PROJECT, "shop-2")),
            container("4", Map.of(Fact.PROJECT, "liar", Fact.STACK, "shop"))));
    assertThat(containersOf("shop")).isEqualTo(2);
    assertThat(containersOf("shop-2")).isEqualTo(1);
    assertThat(containersOf("liar")).isEqualTo(1);
  }

  @Test
  void whatIsNoServiceOfAProjectCountsNowhere() {
    picture.containers(
        List.of(
            container("1", Map.of(Fact.PROJECT, "shop", "com.docker.compose.oneoff", "True")),
            container("2", Map.of(Fact.PROJECT, "../shop"))));
    assertThat(picture.names()).containsExactly(new StackName("blog"), new StackName("shop"));
    assertThat(containersOf("shop")).isZero();
  }

  @Test
  void aBrokenFileIsToldWithItsLine() throws IOException {
    Files.writeString(directory.resolve("shop/compose.yaml"), "services:\n  web: [\n");
    TreeMap<StackName, ComposeGlance> all = folders.all();
    assertThat(String.valueOf(all.get(new StackName("shop")))).contains("compose.yaml, line ");
  }

  private int containersOf(String stack) {
    return picture.of(new StackName(stack)).orElseThrow().containers().size();
  }

  private static Fact container(String id, Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Fact.SERVICE, "web");
    return new Fact(
        id, "c" + id, "x", all, ContainerState.RUNNING, Health.NONE, null, null, List.of(), null);
  }
}
