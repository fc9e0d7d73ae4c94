package io.slipway.route.haproxy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers connections that wait at a server socket, however long they have waited. */
final class SlowAnswers {

  private SlowAnswers() {}

  static void answerAll(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        byte[] answer =
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nslow"
                .getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(answer);
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        continue; // a health check that has left, or the end
      }
    }
  }
}
