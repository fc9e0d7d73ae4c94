package io.slipway.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the rendered tree into records. */
final class ModelReading {

  private ModelReading() {}

  static ComposeModel model(Map<String, Object> raw) {
    Tree root = Tree.of(raw);
    return new ComposeModel(
        root.text("name", ""),
        each(root.at("services"), ModelReading::service),
        each(root.at("networks"), ModelReading::resource),
        each(root.at("volumes"), ModelReading::resource),
        each(root.at("configs"), ModelReading::fileObject),
        each(root.at("secrets"), ModelReading::fileObject),
        raw);
  }

  private static <T> Map<String, T> each(Tree tree, BiFunction<String, Tree, T> reading) {
    Map<String, T> all = new LinkedHashMap<>();
    tree.children().forEach((key, child) -> all.put(key, reading.apply(key, child)));
    return java.util.Collections.unmodifiableMap(all);
  }

  private static ComposeResource resource(String key, Tree tree) {
    return new ComposeResource(key, tree.text("name", key), tree.flag("external"));
  }

  private static ComposeFileObject fileObject(String key, Tree tree) {
    return new ComposeFileObject(
        key, tree.text("name", key), tree.text("file"), tree.flag("external"));
  }

  private static ComposeService service(String name, Tree tree) {
    return new ComposeService(
        name,
        tree.text("image"),
        tree.has("build") ? build(tree.at("build")) : null,
        tree.wordsOrNull("command"),
        tree.wordsOrNull("entrypoint"),
        tree.texts("environment"),
        tree.list("ports").stream().map(ModelReading::port).toList(),
        mounts(tree),
        tree.has("healthcheck") ? healthCheck(tree.at("healthcheck")) : null,
        List.copyOf(each(tree.at("depends_on"), ModelReading::dependency).values()),
        tree.text("container_name"),
        tree.text("network_mode"),
        List.copyOf(each(tree.at("networks"), ModelReading::attachment).values()),
        devices(tree),
        tree.text("pid"),
        tree.flag("privileged"),
        tree.words("profiles"),
        tree.labels("labels"),
        sources(tree, "configs"),
        sources(tree, "secrets"),
        tree.at("deploy").number("replicas", tree.number("scale", 1)),
        tree.duration("stop_grace_period"),
        tree.text("restart"));
  }

  private static ComposeBuild build(Tree tree) {
    return new ComposeBuild(
        tree.text("context", "."),
        tree.text("dockerfile"),
        tree.text("target"),
        tree.texts("args"));
  }

  private static ComposePort port(Tree tree) {
    return new ComposePort(
        tree.number("target", 0),
        tree.text("published"),
        tree.text("host_ip"),
        tree.text("protocol", "tcp"));
  }

  private static List<ComposeMount> mounts(Tree tree) {
    List<ComposeMount> mounts = new ArrayList<>();
    for (Tree each : tree.list("volumes")) {
      mounts.add(
          new ComposeMount(
              each.text("type", "volume"),
              each.text("source"),
              each.text("target", ""),
              each.flag("read_only")));
    }
    for (String target : tree.words("tmpfs")) {
      int options = target.indexOf(':');
      String path = options < 0 ? target : target.substring(0, options);
      mounts.add(new ComposeMount("tmpfs", null, path, false));
    }
    return List.copyOf(mounts);
  }

  private static ComposeHealthCheck healthCheck(Tree tree) {
    List<String> test = tree.words("test");
    boolean none = !test.isEmpty() && test.getFirst().equals("NONE");
    return new ComposeHealthCheck(
        test,
        none || tree.flag("disable"),
        tree.duration("interval"),
        tree.duration("timeout"),
        tree.duration("start_period"),
        tree.number("retries", 0));
  }

  private static ComposeDependency dependency(String service, Tree tree) {
    return new ComposeDependency(
        service, tree.text("condition", "service_started"), !"false".equals(tree.text("required")));
  }

  private static ComposeAttachment attachment(String network, Tree tree) {
    return new ComposeAttachment(
        network, tree.words("aliases"), tree.text("ipv4_address"), tree.text("ipv6_address"));
  }

  /** Maps since compose 2.24, texts before. */
  private static List<String> devices(Tree tree) {
    List<String> devices = new ArrayList<>();
    List<String> words = tree.words("devices");
    List<Tree> maps = tree.list("devices");
    for (int i = 0; i < words.size(); i++) {
      @Nullable String source = maps.get(i).text("source");
      devices.add(
          source == null
              ? words.get(i)
              : source
                  + ":"
                  + maps.get(i).text("target", source)
                  + ":"
                  + maps.get(i).text("permissions", "rwm"));
    }
    return List.copyOf(devices);
  }

  private static List<String> sources(Tree tree, String key) {
    return tree.list(key).stream().map(each -> each.text("source", "")).toList();
  }
}
