package io.slipway.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real deliveries with what a reader has to find in them, and signatures to be judged. */
final class Samples {

  private static final Path FOLDER = Path.of("src/test/resources/webhook-payloads");

  private Samples() {}

  /** A body that a provider sent, or one that is signed. */
  record Sample(String name, String provider, Headers headers, byte[] body, Node about) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns the real payloads. */
  static List<Sample> payloads() {
    return Node.parse(read("index.json")).all().stream()
        .map(about -> {
          String file = String.valueOf(about.text("file"));
          return sample(file, about, read(file));
        })
        .toList();
  }

  /** Returns the signature vectors. */
  static List<Sample> signatures() {
    return Node.parse(read("signatures.json")).all().stream()
        .map(about -> {
          String file = about.text("bodyFile");
          byte[] body =
              file == null
                  ? String.valueOf(about.text("body")).getBytes(StandardCharsets.UTF_8)
                  : read(file);
          return sample(about.text("provider") + ": " + about.text("scheme"), about, body);
        })
        .toList();
  }

  private static Sample sample(String name, Node about, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (String header : about.at("headers").names()) {
      headers.put(header, String.valueOf(about.at("headers", header).value()));
    }
    String type = about.text("contentType");
    headers.putIfAbsent("Content-Type", type == null ? "application/json" : type);
    return new Sample(
        name, String.valueOf(about.text("provider")), new Headers(headers), body, about);
  }

  static byte[] read(String file) {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
