package io.slipway.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * The page, from the class path under {@code /web}: hashed assets for a year, all else checked
 * again at each visit; every path that is no file is the page's own and gets {@code index.html}.
 */
final class StaticFiles {

  private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";
  private static final String CHECK_AGAIN = "no-cache";

  private final String root;
  private final Map<String, StaticFile> known = new ConcurrentHashMap<>();

  /**
   * Makes the files under a folder of the class path.
   *
   * @param root starts with a slash: {@code /web}
   */
  StaticFiles(String root) {
    this.root = root;
  }

  void answer(ServerRequest request, ServerResponse response, String path) {
    boolean file = path.substring(path.lastIndexOf('/') + 1).indexOf('.') >= 0;
    Optional<StaticFile> found = find(file ? path : "/index.html");
    if (found.isPresent()) {
      send(request, response, found.get(), file && path.startsWith("/assets/"));
    } else if (file) {
      Fallback.answer(
          request,
          response,
          Status.NOT_FOUND_404,
          "no-such-file",
          "There is no file " + path + ".");
    } else {
      Fallback.answer(
          request,
          response,
          Status.NOT_FOUND_404,
          "page-missing",
          "This build of Slipway has no page; its API works. Build it with ./run.");
    }
  }

  private void send(
      ServerRequest request, ServerResponse response, StaticFile file, boolean hashed) {
    response
        .header(HeaderNames.CACHE_CONTROL, hashed ? FOR_A_YEAR : CHECK_AGAIN)
        .header(HeaderNames.VARY, "Accept-Encoding")
        .header(HeaderNames.ETAG, file.etag());
    String seen = request.headers().first(HeaderNames.IF_NONE_MATCH).orElse("");
    if (seen.contains(file.etag())) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, file.type());
    String accepted = request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
    byte[] body = file.plain();
    if (file.gzip().length > 0 && accepted.contains("gzip")) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
      body = file.gzip();
    }
    if (request.prologue().method() == Method.HEAD) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length)).send();
    } else {
      response.send(body);
    }
  }

  private Optional<StaticFile> find(String path) {
    StaticFile kept = known.get(path);
    if (kept != null) {
      return Optional.of(kept);
    }
    if (!path.matches("(/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*)+")) {
      return Optional.empty();
    }
    return read(path)
        .map(bytes -> {
          StaticFile file = StaticFile.of(path, bytes, compressed(path, bytes));
          known.put(path, file);
          return file;
        });
  }

  /** Takes what the build compressed, else compresses, once. */
  private byte[] compressed(String path, byte[] bytes) {
    if (!StaticFile.compressible(path) || bytes.length < 1_000) {
      return new byte[0];
    }
    return read(path + ".gz").orElseGet(() -> gzip(bytes));
  }

  private Optional<byte[]> read(String path) {
    try (InputStream stream = StaticFiles.class.getResourceAsStream(root + path)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + " of the page", e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
