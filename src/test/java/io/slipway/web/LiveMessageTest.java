package io.slipway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveMessageTest {

  private static final String TEXT = "Say “hello” – grüße, 日本, 🚢\n\u0007";

  @Test
  void carriesEveryCharacter() {
    String data = Requests.json().toJson(Map.of("message", TEXT));
    String json = new LiveMessage("stacks", "changed", "c-1", data).json();
    assertThat(Requests.json().type(Object.class).map().fromJson(json))
        .containsEntry("topic", "stacks")
        .containsEntry("cursor", "c-1")
        .containsEntry("data", Map.of("message", TEXT));
    assertThat(json.chars()).allMatch(character -> character >= ' ');
  }

  @Test
  void needsNoData() {
    assertThat(new LiveMessage("stacks", "subscribed", null, null).json())
        .isEqualTo("{\"topic\":\"stacks\",\"type\":\"subscribed\"}");
  }
}
