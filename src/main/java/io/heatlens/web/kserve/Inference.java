package io.heatlens.web.kserve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.heatlens.explain.Explanation;
import io.heatlens.explain.Heatmap;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.method.Probabilities;
import io.heatlens.vit.Model;

/**
 * What a model found in images, from which the output tensors are made.
 *
 * @param model the model that answered
 * @param logits the logits of all classes, one array per image
 * @param explanations the explanations by one method, one list per image with one
 * explanation per target; empty lists if none were requested
 * @param warnings the warnings about the images
 */
record Inference(Model model, List<float[]> logits, List<List<Explanation>> explanations, List<String> warnings) {

	/**
	 * Uses predictions without explanations.
	 * @param model the model that answered
	 * @param predictions the predictions for all classes, one list per image
	 * @param warnings the warnings about the images
	 * @return the inference
	 */
	static Inference ofPredictions(Model model, List<List<Prediction>> predictions, List<String> warnings) {
		return new Inference(model, predictions.stream().map(Inference::logits).toList(),
				predictions.stream().map((image) -> List.<Explanation>of()).toList(), warnings);
	}

	private static float[] logits(List<Prediction> predictions) {
		float[] logits = new float[predictions.size()];
		predictions.forEach((prediction) -> logits[prediction.index()] = prediction.logit());
		return logits;
	}

	/**
	 * Uses explanations.
	 * @param model the model that answered
	 * @param images the explanations of each image
	 * @param warnings the warnings about the images
	 * @return the inference
	 */
	static Inference ofExplanations(Model model, List<ImageExplanation> images, List<String> warnings) {
		return new Inference(model, images.stream().map(ImageExplanation::logits).toList(),
				images.stream().map(ImageExplanation::explanations).toList(), warnings);
	}

	private static List<Float> list(float[] values) {
		List<Float> list = new ArrayList<>();
		for (float value : values) {
			list.add(value);
		}
		return list;
	}

	/**
	 * Makes an output tensor.
	 * @param output the output, which the model has
	 * @return the tensor
	 */
	Tensor tensor(OutputName output) {
		return switch (output) {
			case LOGITS -> classes(output, Inference::list);
			case PROBABILITIES -> classes(output, this::probabilities);
			case HEATMAP -> heatmap();
			case TARGETS -> maps(output, (map) -> target(map).index());
			case LABELS -> maps(output, (map) -> target(map).label());
			case STATUS -> maps(output, (map) -> map.status().apiName());
			case WARNINGS -> maps(output, (map) -> String.join("\n", map.warnings()));
			case REGION -> region();
		};
	}

	private static Prediction target(Explanation map) {
		return Objects.requireNonNull(map.target(), "an explanation of a class");
	}

	private List<Float> probabilities(float[] logits) {
		return Arrays.stream(Probabilities.of(logits, this.model.problemType()))
			.mapToObj((probability) -> (float) probability)
			.toList();
	}

	private Tensor classes(OutputName output, Function<float[], List<Float>> values) {
		return new Tensor(output.apiName(), output.datatype(), List.of(this.logits.size(), this.logits.get(0).length),
				this.logits.stream().map(values).flatMap(List::stream).toList());
	}

	// All maps have one grid, since they belong to one model, one method and the same
	// options.
	private Tensor heatmap() {
		Heatmap first = this.explanations.get(0).get(0).heatmap();
		List<Float> values = new ArrayList<>();
		for (List<Explanation> image : this.explanations) {
			for (Explanation map : image) {
				for (float[] row : map.heatmap().values()) {
					values.addAll(list(row));
				}
			}
		}
		return new Tensor(OutputName.HEATMAP.apiName(), OutputName.HEATMAP.datatype(),
				List.of(this.explanations.size(), this.explanations.get(0).size(), first.rows(), first.columns()),
				values);
	}

	private Tensor maps(OutputName output, Function<Explanation, ?> value) {
		return new Tensor(output.apiName(), output.datatype(),
				List.of(this.explanations.size(), this.explanations.get(0).size()),
				this.explanations.stream().flatMap(List::stream).map(value).toList());
	}

	private Tensor region() {
		return new Tensor(OutputName.REGION.apiName(), OutputName.REGION.datatype(),
				List.of(this.explanations.size(), 4),
				this.explanations.stream()
					.map((image) -> image.get(0).region())
					.flatMap((region) -> List.of(region.x(), region.y(), region.width(), region.height()).stream())
					.toList());
	}

	/**
	 * Describes the answer by values that the protocol allows for parameters: texts,
	 * numbers and flags.
	 * @return the digest of the model, the warnings about the images if there are any,
	 * and, if there are explanations, the options that they were made with and the status
	 * of each map
	 */
	Map<String, String> parameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("digest", this.model.digest());
		if (!this.warnings.isEmpty()) {
			parameters.put("warnings", String.join("\n", this.warnings));
		}
		this.explanations.get(0).stream().findFirst().ifPresent((first) -> {
			parameters.put("method", first.method());
			parameters.put("layers", String.join(", ", first.layers()));
			parameters.put("gradient", first.gradient().apiName());
			parameters.put("score", first.score().apiName());
			parameters.put("sign", first.sign().apiName());
			parameters.put("normalize", first.normalize().apiName());
			parameters.put("status",
					this.explanations.stream()
						.flatMap(List::stream)
						.map((map) -> map.status().apiName())
						.collect(Collectors.joining(", ")));
		});
		return parameters;
	}

}
