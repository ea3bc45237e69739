package io.heatlens.explain;

import java.util.List;

import io.heatlens.vit.Region;

/**
 * Why a model gives one image a class, with what was asked for.
 *
 * @param method that made the map
 * @param layers where it looked
 * @param gradient {@code plain}
 * @param score what was differentiated, {@code logit}
 * @param normalize how {@code values} were scaled
 * @param target the class that is explained
 * @param status whether there is anything to see
 * @param classDiscriminative whether another class would have another map
 * @param warnings in words
 * @param heatmap the map
 * @param region the rectangle of the upright original that the map covers
 * @param evidence for and against the target
 */
public record Explanation(String method, List<String> layers, String gradient, String score, Normalization normalize,
		Prediction target, Status status, boolean classDiscriminative, List<String> warnings, Heatmap heatmap,
		Region region, Evidence evidence) {

	public Explanation {
		layers = List.copyOf(layers);
		warnings = List.copyOf(warnings);
	}

	static Explanation of(ExplanationRequest request, Prediction target, Heatmap heatmap, Region region) {
		return new Explanation(request.method().name(), List.of(request.site().name()), "plain", "logit",
				request.normalization(), target, heatmap.status(), request.method().classDiscriminative(), List.of(),
				heatmap, region, Evidence.of(heatmap.raw()));
	}

}
