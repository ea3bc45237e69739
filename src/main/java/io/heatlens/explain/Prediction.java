package io.heatlens.explain;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The prediction of a model for one class of one image.
 *
 * @param index the index of the class
 * @param label the label of the class
 * @param logit the logit of the class
 * @param probability the probability of the class: a softmax over all classes, or the
 * sigmoid of this class for a multi-label model
 */
public record Prediction(@JsonProperty("class") int index, String label, float logit, double probability) {
}
