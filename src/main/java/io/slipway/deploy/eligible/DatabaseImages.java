package io.slipway.deploy.eligible;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells images of databases: two of them on one volume destroy it. */
public final class DatabaseImages {

  private static final Set<String> NAMES =
      Set.of(
          "postgres",
          "postgresql",
          "postgis",
          "timescaledb",
          "pgvector",
          "mysql",
          "mariadb",
          "percona",
          "mongo",
          "mongodb",
          "redis",
          "valkey",
          "keydb",
          "dragonfly",
          "memcached",
          "elasticsearch",
          "opensearch",
          "cassandra",
          "scylla",
          "couchdb",
          "couchbase",
          "influxdb",
          "clickhouse",
          "clickhouse-server",
          "neo4j",
          "etcd",
          "consul",
          "rabbitmq",
          "kafka",
          "zookeeper",
          "minio",
          "mssql",
          "server-mssql",
          "oracle",
          "cockroach",
          "cockroachdb",
          "rethinkdb",
          "arangodb",
          "meilisearch",
          "typesense",
          "qdrant",
          "weaviate",
          "milvus",
          "surrealdb",
          "questdb",
          "victoria-metrics",
          "prometheus",
          "loki",
          "nats");

  /** Container ports that do not speak HTTP. */
  private static final Set<Integer> OTHER_PROTOCOLS =
      Set.of(
          20, 21, 22, 23, 25, 53, 110, 143, 389, 443, 465, 587, 636, 853, 993, 995, 1433, 1521,
          1883, 2181, 2375, 3306, 3389, 4222, 5222, 5432, 5672, 6379, 6443, 8883, 9042, 9092, 11211,
          26257, 27017, 50051);

  private DatabaseImages() {}

  /** Returns whether an image is one of a database, by its name. */
  public static boolean matches(@Nullable String image) {
    return image != null && NAMES.contains(baseName(image));
  }

  /** Returns whether a container port is known for something else than HTTP. */
  static boolean otherProtocol(int containerPort) {
    return OTHER_PROTOCOLS.contains(containerPort);
  }

  private static String baseName(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int end = name.indexOf('@') >= 0 ? name.indexOf('@') : name.length();
    int colon = name.indexOf(':');
    if (colon >= 0 && colon < end) {
      end = colon;
    }
    return name.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
