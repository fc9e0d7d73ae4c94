package io.slipway.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML text as nodes that know where they stand in it. */
final class YamlTree {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowDuplicateKeys(true).setCodePointLimit(2 << 20).build();

  private final @Nullable Node root;

  private YamlTree(@Nullable Node root) {
    this.root = root;
  }

  /**
   * Reads a text of one document.
   *
   * @throws YamlEngineException when it is no YAML
   */
  static YamlTree read(String text) {
    return new YamlTree(new Compose(SETTINGS).composeString(text).orElse(null));
  }

  /** Returns where and why the text is no YAML; empty when it is. */
  static Optional<Fault> fault(String text) {
    try {
      YamlTree _ = read(text);
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().orElse(null);
      int line = mark == null ? 0 : mark.getLine() + 1;
      int column = mark == null ? 0 : mark.getColumn() + 1;
      return Optional.of(new Fault(line, column, String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      return Optional.of(new Fault(0, 0, String.valueOf(e.getMessage())));
    }
  }

  /** What is wrong, at a line and column from 1, or 0 when it is not known. */
  record Fault(int line, int column, String message) {}

  /**
   * A node that was found.
   *
   * @param key the node of its key, or null in a list or at the top
   * @param value the node itself
   * @param alias whether it stands elsewhere and is only referred to here
   */
  record Found(@Nullable Node key, Node value, boolean alias) {

    /** Returns where a person looks for it: at its key. */
    Mark mark() {
      Node node = key == null ? value : key;
      return node.getStartMark().orElseThrow();
    }
  }

  /** Returns the node at exactly this path. */
  Optional<Found> at(List<String> path) {
    Found found = deepest(path);
    return found != null && depth(path) == path.size() ? Optional.of(found) : Optional.empty();
  }

  /** Returns how many parts of the path there are. A part may be a key with dots in it. */
  int depth(List<String> path) {
    return walk(path, new ArrayList<>());
  }

  /** Returns the last node on the path that there is; null when the text is empty. */
  @Nullable Found deepest(List<String> path) {
    List<Found> found = new ArrayList<>();
    walk(path, found);
    if (!found.isEmpty()) {
      return found.getLast();
    }
    return root == null ? null : new Found(null, root, false);
  }

  /** Returns the keys of the mapping at a path, in order; none when there is no mapping. */
  List<String> keys(List<String> path) {
    List<String> keys = new ArrayList<>();
    if (node(path) instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name) {
          keys.add(name.getValue());
        }
      }
    }
    return keys;
  }

  /** Returns the single value at a path. */
  Optional<String> scalar(List<String> path) {
    return node(path) instanceof ScalarNode scalar
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** Returns the single values of the list at a path. */
  List<String> scalars(List<String> path) {
    List<String> values = new ArrayList<>();
    if (node(path) instanceof SequenceNode sequence) {
      for (Node node : sequence.getValue()) {
        if (node instanceof ScalarNode scalar) {
          values.add(scalar.getValue());
        }
      }
    }
    return values;
  }

  private @Nullable Node node(List<String> path) {
    return at(path).map(Found::value).orElse(null);
  }

  private int walk(List<String> path, List<Found> trail) {
    Node node = root;
    int at = 0;
    while (node != null && at < path.size()) {
      int taken = 0;
      Found next = null;
      if (node instanceof MappingNode mapping) {
        // A key may have dots, at which the caller has split: the longest that fits is taken.
        for (int end = path.size(); end > at && next == null; end--) {
          next = child(mapping, String.join(".", path.subList(at, end)));
          taken = end - at;
        }
      } else if (node instanceof SequenceNode sequence) {
        next = element(sequence, path.get(at));
        taken = 1;
      }
      if (next == null) {
        return at;
      }
      boolean inAlias = !trail.isEmpty() && trail.getLast().alias();
      trail.add(new Found(next.key(), next.value(), next.alias() || inAlias));
      node = next.value();
      at += taken;
    }
    return at;
  }

  private static @Nullable Found child(MappingNode mapping, String key) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
        Node value = tuple.getValueNode();
        return new Found(name, value, start(value) < start(name));
      }
    }
    return null;
  }

  private static @Nullable Found element(SequenceNode sequence, String index) {
    if (!index.matches("[0-9]{1,6}")) {
      return null;
    }
    int number = Integer.parseInt(index);
    List<Node> nodes = sequence.getValue();
    if (number >= nodes.size()) {
      return null;
    }
    Node value = nodes.get(number);
    boolean alias =
        start(value) < start(sequence)
            || nodes.subList(0, number).stream().anyMatch(each -> start(each) >= start(value));
    return new Found(null, value, alias);
  }

  private static int start(Node node) {
    return node.getStartMark().orElseThrow().getIndex();
  }
}
