package io.heatlens.explain;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.SampleCount;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Status;
import io.heatlens.explain.metric.Evaluation;
import io.heatlens.vit.input.Region;
import io.heatlens.vit.layer.BackwardRule;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one method for one image and one target: the map, and the options that it
 * was made with.
 *
 * @param method the name of the method
 * @param layers the names of the layers that the method read; empty if it takes no layer
 * @param gradient what the backward pass treated as constant; plain for a method without
 * a gradient
 * @param score the kind of score that is explained
 * @param scoreValue the value of the score for the image; if the sign is negative, the
 * value of the negated score
 * @param sign whether the map shows evidence for the target or against it
 * @param against the index of the class with which a margin compares the target;
 * {@code null} for the other scores
 * @param normalize how the values of the heatmap are scaled
 * @param target the class that is explained; for a similarity, the other image
 * @param status whether the map shows anything
 * @param classDiscriminative whether the map depends on the class
 * @param warnings what a reader should know before trusting the map, one warning per
 * entry
 * @param heatmap the map
 * @param region the rectangle of the upright original that the map covers
 * @param evidence the sums of the evidence for and against the target
 * @param samples how many samples made the map; {@code null} for a method without samples
 * @param boxes the boxes around the selected patches; {@code null} if the request selects
 * none
 * @param evaluation how faithful the map is, one entry per metric of the request
 */
public record Explanation(String method, List<String> layers, BackwardRule gradient, Score score, double scoreValue,
		Sign sign, @JsonInclude(Include.NON_NULL) @Nullable Integer against, Normalization normalize, Prediction target,
		Status status, boolean classDiscriminative, List<String> warnings, Heatmap heatmap, Region region,
		Evidence evidence, @JsonInclude(Include.NON_NULL) @Nullable SampleCount samples,
		@JsonInclude(Include.NON_NULL) @Nullable List<Box> boxes,
		@JsonInclude(Include.NON_EMPTY) List<Evaluation> evaluation) {

	public Explanation {
		layers = List.copyOf(layers);
		warnings = List.copyOf(warnings);
		boxes = (boxes != null) ? List.copyOf(boxes) : null;
		evaluation = List.copyOf(evaluation);
	}

	Explanation with(Heatmap heatmap) {
		return new Explanation(this.method, this.layers, this.gradient, this.score, this.scoreValue, this.sign,
				this.against, this.normalize, this.target, this.status, this.classDiscriminative, this.warnings,
				heatmap, this.region, this.evidence, this.samples, this.boxes, this.evaluation);
	}

}
