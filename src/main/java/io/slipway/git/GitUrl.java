package io.slipway.git;

import io.slipway.kernel.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a repository, checked: {@code https}, {@code http}, {@code ssh}, the short form
 * {@code git@host:path} and, where the server allows it, {@code file}.
 *
 * @param text what git is given; holds no password and, for HTTP, no user either
 * @param scheme how it is reached
 * @param host host name or address, lower case; empty for {@code file}
 * @param port the port named, or 0 for the scheme's own
 * @param path of the repository, without leading slash
 */
public record GitUrl(String text, Scheme scheme, String host, int port, String path) {

  /** How a repository is reached. */
  public enum Scheme {
    HTTPS,
    HTTP,
    SSH,
    FILE
  }

  // No second colon: git takes program::address for a program to be run.
  private static final Pattern SHORT_FORM =
      Pattern.compile("(?:([A-Za-z0-9._~+-]+)@)?([A-Za-z0-9][A-Za-z0-9.-]*):(?!//|:)(.+)");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~+-]+");

  /**
   * Takes an address that came from outside.
   *
   * @param filesAllowed whether {@code file} addresses are allowed on this server
   * @throws Problem.Invalid with code {@code refused-url}
   */
  public static GitUrl parse(String input, boolean filesAllowed) {
    String text = input.strip();
    if (text.isEmpty() || text.length() > 1000 || text.startsWith("-")) {
      throw refused("A repository's address is a URL or git@host:path.");
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
      throw refused("A repository's address has no spaces or control characters.");
    }
    if (!text.contains("://")) {
      return shortForm(text);
    }
    String scheme = text.substring(0, text.indexOf("://")).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https" -> web(text, Scheme.HTTPS);
      case "http" -> web(text, Scheme.HTTP);
      case "ssh" -> ssh(uri(text));
      case "file" -> file(uri(text), filesAllowed);
      default -> throw refused("Addresses that begin with " + scheme + ":// are not allowed.");
    };
  }

  /**
   * Returns scheme, host and port of an HTTP address as git names them when it asks for a login.
   */
  public String origin() {
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + host + (port == 0 ? "" : ":" + port);
  }

  /** Returns whether it is reached over SSH. */
  public boolean ssh() {
    return scheme == Scheme.SSH;
  }

  /** Returns whether it is reached over HTTP, with or without TLS. */
  public boolean web() {
    return scheme == Scheme.HTTP || scheme == Scheme.HTTPS;
  }

  /** Returns the host as a known-hosts file names it: {@code host} or {@code [host]:port}. */
  public String knownHost() {
    return port == 0 || port == 22 ? host : "[" + host + "]:" + port;
  }

  /** Returns the path without {@code .git}: what providers call the full name. */
  public String name() {
    String name = path.replaceAll("/+$", "");
    return name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
  }

  private static GitUrl shortForm(String text) {
    Matcher matcher = SHORT_FORM.matcher(text);
    if (!matcher.matches() || matcher.group(3).startsWith("-")) {
      throw refused("A repository's address is a URL (https://…, ssh://…) or git@host:path.");
    }
    String path = checked(matcher.group(3).replaceAll("^/+", ""));
    return new GitUrl(text, Scheme.SSH, matcher.group(2).toLowerCase(Locale.ROOT), 0, path);
  }

  private static GitUrl web(String text, Scheme scheme) {
    URI uri = uri(text);
    String user = uri.getRawUserInfo();
    if (user != null && user.contains(":")) {
      throw refused(
          "The address holds a password, which would show in logs. Leave it out and enter it as the"
              + " credential.");
    }
    String host = host(uri);
    String path = checked(uri.getRawPath().replaceAll("^/+", ""));
    int port = port(uri);
    // A user in the address (Bitbucket's own copy button puts one there) belongs to the credential.
    String clean =
        (scheme + "://").toLowerCase(Locale.ROOT)
            + host
            + (port == 0 ? "" : ":" + port)
            + "/"
            + path;
    return new GitUrl(clean, scheme, host, port, path);
  }

  private static GitUrl ssh(URI uri) {
    String user = uri.getRawUserInfo();
    if (user != null && !USER.matcher(user).matches()) {
      throw refused("The user in an ssh address is a plain name, without password.");
    }
    String host = host(uri);
    int port = port(uri);
    String path = checked(uri.getRawPath().replaceAll("^/+", ""));
    String text =
        "ssh://"
            + (user == null ? "" : user + "@")
            + host
            + (port == 0 ? "" : ":" + port)
            + uri.getRawPath();
    return new GitUrl(text, Scheme.SSH, host, port, path);
  }

  private static GitUrl file(URI uri, boolean allowed) {
    if (!allowed) {
      throw refused("Addresses that begin with file:// are not allowed on this server.");
    }
    if (uri.getRawAuthority() != null || uri.getRawPath().length() < 2) {
      throw refused("A file address has three slashes and an absolute path.");
    }
    return new GitUrl(
        "file://" + uri.getRawPath(), Scheme.FILE, "", 0, uri.getRawPath().substring(1));
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawPath() == null) {
        throw refused("A repository's address has no ? and no #.");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw refused("The address cannot be read: " + e.getReason() + ".");
    }
  }

  private static String host(URI uri) {
    @Nullable String host = uri.getHost();
    if (host == null || !HOST.matcher(host).matches()) {
      throw refused("The address names no host, or one with characters that hosts do not have.");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw refused("The port in the address is not between 1 and 65535.");
    }
    return Math.max(uri.getPort(), 0);
  }

  private static String checked(String path) {
    if (path.isEmpty() || path.startsWith("-")) {
      throw refused("The address names a host but no repository.");
    }
    return path;
  }

  private static Problem.Invalid refused(String message) {
    return new Problem.Invalid("refused-url", message, "url", null);
  }
}
