package io.heatlens.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The prediction of a model for one class of one image.
 *
 * @param index the index of the class
 * @param label the label of the class
 * @param logit the logit of the class
 * @param probability the probability of the class: a softmax over all classes, or the
 * sigmoid of this class for a multi-label model or a single output; {@code null} for a
 * regression
 */
public record Prediction(@JsonProperty("class") int index, String label, float logit,
		@JsonInclude(Include.NON_NULL) @Nullable Double probability) {
}
