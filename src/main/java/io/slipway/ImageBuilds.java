package io.slipway;

import io.slipway.build.BuildConfigs;
import io.slipway.build.BuildEngine;
import io.slipway.build.BuildFailed;
import io.slipway.build.BuildRequest;
import io.slipway.compose.StackName;
import io.slipway.deploy.Builder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the build engine make the images of deployments. */
final class ImageBuilds implements Builder {

  private final BuildConfigs configs;
  private final BuildEngine engine;

  ImageBuilds(BuildConfigs configs, BuildEngine engine) {
    this.configs = configs;
    this.engine = engine;
  }

  @Override
  public @Nullable String composeText(StackName stack) {
    return configs.composeText(stack);
  }

  @Override
  public Map<String, Image> build(Order order) throws Refused, InterruptedException {
    BuildRequest request =
        new BuildRequest(
            order.stack(),
            order.deployment(),
            order.release(),
            order.sources(),
            order.model(),
            order.environment(),
            configs.of(order.stack()),
            order.commit(),
            order.log());
    try {
      Map<String, Image> images = new HashMap<>();
      engine
          .build(request)
          .images()
          .forEach((service, built) ->
              images.put(service, new Image(built.reference(), built.imageId())));
      return images;
    } catch (BuildFailed e) {
      throw new Refused(String.valueOf(e.getMessage()), e.lines());
    }
  }

  @Override
  public List<String> secrets(StackName stack) {
    return configs.secretValues(stack);
  }
}
