package io.heatlens.explain;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.SampleCount;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Status;
import io.heatlens.explain.metric.Evaluation;
import io.heatlens.vit.input.Region;
import org.jspecify.annotations.Nullable;

/**
 * Why a model gives one image a class, with what was asked for.
 *
 * @param method that made the map
 * @param layers where it looked, none if it has no layer
 * @param gradient {@code plain} or {@code pruned}
 * @param score what was explained
 * @param scoreValue its value for the image; with {@code sign} {@code negative} that of
 * the negated score
 * @param sign {@code positive}, or {@code negative} for evidence against the target
 * @param against the other class of a margin
 * @param normalize how {@code values} were scaled
 * @param target the class that is explained
 * @param status whether there is anything to see
 * @param classDiscriminative whether another class would have another map
 * @param warnings in words
 * @param heatmap the map
 * @param region the rectangle of the upright original that the map covers
 * @param evidence for and against the target
 * @param samples how many samples made the map, of a method that takes samples
 * @param evaluation how faithful the map is, where that was asked for
 */
public record Explanation(String method, List<String> layers, String gradient, Score score, double scoreValue,
		String sign, @JsonInclude(Include.NON_NULL) @Nullable Integer against, Normalization normalize,
		Prediction target, Status status, boolean classDiscriminative, List<String> warnings, Heatmap heatmap,
		Region region, Evidence evidence, @JsonInclude(Include.NON_NULL) @Nullable SampleCount samples,
		@JsonInclude(Include.NON_EMPTY) List<Evaluation> evaluation) {

	public Explanation {
		layers = List.copyOf(layers);
		warnings = List.copyOf(warnings);
		evaluation = List.copyOf(evaluation);
	}

}
