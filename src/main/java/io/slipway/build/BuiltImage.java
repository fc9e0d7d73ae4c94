package io.slipway.build;

/**
 * An image that a build made.
 *
 * @param reference its tag: {@code slipway/shop-web:v42}
 * @param imageId {@code sha256:…}
 */
public record BuiltImage(String reference, String imageId) {}
