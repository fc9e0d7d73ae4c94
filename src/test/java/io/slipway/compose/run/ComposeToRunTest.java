package io.slipway.compose.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.ComposeModel;
import io.slipway.kernel.Problem;
import org.junit.jupiter.api.Test;

/** Converts services as {@code docker compose config --format json} renders them. */
class ComposeToRunTest {

  private static final String MODEL =
      """
      {"name": "shop",
       "services": {
        "web": {
          "image": "nginx:1.27", "container_name": "front", "command": ["nginx", "-g", "daemon off;"],
          "entrypoint": null, "environment": {"A": "it's $$5", "FROM_SHELL": null},
          "ports": [
            {"mode": "ingress", "target": 80, "published": "8080", "protocol": "tcp"},
            {"mode": "ingress", "host_ip": "::1", "target": 53, "published": "53", "protocol": "udp"}],
          "networks": {"default": {"aliases": ["www"]}, "edge": null},
          "volumes": [
            {"type": "bind", "source": "/srv/x", "target": "/x", "read_only": true,
             "bind": {"create_host_path": true}},
            {"type": "volume", "source": "data", "target": "/data", "volume": {}},
            {"type": "tmpfs", "target": "/t", "tmpfs": {"size": "10485760", "mode": 493}}],
          "mem_limit": "536870912", "cpus": 1.5, "stop_grace_period": "1m30s",
          "extra_hosts": ["db=10.0.0.5"], "read_only": true, "init": false,
          "healthcheck": {"test": ["CMD", "curl", "-f", "http://localhost/a b"], "interval": "30s"},
          "ulimits": {"nofile": {"soft": 1, "hard": 2}, "nproc": 5},
          "devices": [{"source": "/dev/x", "target": "/dev/x", "permissions": "rwm"}],
          "logging": {"driver": "local", "options": {"max-size": "10m"}},
          "deploy": {"replicas": 2, "placement": {}, "resources": {"reservations": {"devices": [
            {"capabilities": ["gpu"], "device_ids": ["0", "1"]}]}}},
          "depends_on": {"db": {"condition": "service_started", "required": true}},
          "restart": "unless-stopped", "profiles": ["a"]
        },
        "db": {"image": "postgres:17", "network_mode": "service:web", "entrypoint": [], "command": ["x"]}
       },
       "networks": {"default": {"name": "shop_default"}, "edge": {"name": "edge", "external": true}},
       "volumes": {"data": {"name": "shop_data"}}}
      """;

  private final ComposeModel model = ComposeModel.parse(MODEL);

  @Test
  void saysAllThatTheCommandHasFlagsFor() {
    assertThat(ComposeToRun.of(model, "web").command())
        .isEqualTo(
            """
            docker run -d \\
              --add-host db:10.0.0.5 \\
              --cpus 1.5 \\
              --device /dev/x \\
              --env 'A=it'\\''s $5' \\
              --env FROM_SHELL \\
              --gpus '"device=0,1"' \\
              --health-cmd 'curl -f '\\''http://localhost/a b'\\''' \\
              --health-interval 30s \\
              --log-driver local \\
              --log-opt max-size=10m \\
              --memory 512m \\
              --mount type=tmpfs,target=/t,tmpfs-size=10485760,tmpfs-mode=755 \\
              --name front \\
              --network name=shop_default,alias=web,alias=www \\
              --network name=edge,alias=web \\
              --publish 8080:80 \\
              --publish '[::1]:53:53/udp' \\
              --read-only \\
              --restart unless-stopped \\
              --stop-timeout 90 \\
              --ulimit nofile=1:2 \\
              --ulimit nproc=5 \\
              --volume /srv/x:/x:ro \\
              --volume shop_data:/data \\
              nginx:1.27 \\
              nginx -g 'daemon off;'
            """);
  }

  @Test
  void namesWhatTheCommandDoesNotSay() {
    assertThat(ComposeToRun.of(model, "web").notes())
        .extracting(Note::subject)
        .containsExactlyInAnyOrder(
            "networks.default", "healthcheck.test", "deploy.replicas", "depends_on", "profiles");
  }

  @Test
  void livesInAnotherContainersNetworkByItsName() {
    assertThat(ComposeToRun.of(model, "db").command())
        .isEqualTo(
            """
            docker run -d \\
              --entrypoint '' \\
              --network container:front \\
              postgres:17 \\
              x
            """);
  }

  @Test
  void knowsTheServicesOfTheModelOnly() {
    assertThatThrownBy(() -> ComposeToRun.of(model, "cache")).isInstanceOf(Problem.NotFound.class);
  }
}
