package io.heatlens.vit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Which models are served.
 *
 * @param defaultModel the model that a request means when it names none
 * @param skipInvalid whether a folder that cannot be served is left out, with a warning,
 * instead of stopping the start
 */
@ConfigurationProperties("heatlens.models")
record ModelProperties(@Name("default") @Nullable String defaultModel, boolean skipInvalid) {
}
