package io.heatlens.explain;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the model says of one class.
 *
 * @param index of the class
 * @param label of the class
 * @param logit the model's raw score
 * @param probability softmax over all classes, or the class's sigmoid for a multi-label
 * model
 */
public record Prediction(@JsonProperty("class") int index, String label, float logit, double probability) {
}
