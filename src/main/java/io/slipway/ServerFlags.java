package io.slipway;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the command line that {@link Settings} are made of. */
final class ServerFlags {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the page and the API (SLIPWAY_PORT; 5001).")
  @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (SLIPWAY_HOST; all).")
  @Nullable String host;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Database, key, logs, mirrors (SLIPWAY_DATA; ./data).")
  @Nullable String data;

  @Option(
      names = "--stacks",
      paramLabel = "FOLDER",
      description = "Folder of the stacks' folders (SLIPWAY_STACKS; /opt/stacks).")
  @Nullable String stacks;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "postgresql://user:password@host:5432/name, or a SQLite file",
        "(SLIPWAY_DATABASE; slipway.db in the data folder)."
      })
  @Nullable String database;

  @Option(
      names = "--docker-host",
      paramLabel = "URL",
      description = "The engine (DOCKER_HOST; unix:///var/run/docker.sock).")
  @Nullable String dockerHost;

  @Option(
      names = "--router-http-port",
      paramLabel = "PORT",
      description = "Where the router takes requests by domain (SLIPWAY_ROUTER_HTTP_PORT; 80).")
  @Nullable String routerHttpPort;

  @Option(
      names = "--router-https-port",
      paramLabel = "PORT",
      description = "Where it takes them by HTTPS (SLIPWAY_ROUTER_HTTPS_PORT; 443).")
  @Nullable String routerHttpsPort;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "By which the router serves Slipway's own page (SLIPWAY_DOMAIN; none).")
  @Nullable String domain;

  @Option(
      names = "--router-proxy-protocol",
      description = {
        "Expect the PROXY protocol at both, from a load balancer before the router",
        "(SLIPWAY_ROUTER_PROXY_PROTOCOL; off)."
      })
  boolean routerProxyProtocol;
}
