package io.heatlens.web.kserve;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.heatlens.api.ApiEnum;
import io.heatlens.vit.Model;
import io.heatlens.vit.Task;

/**
 * The output tensors of a model in the Open Inference Protocol.
 */
enum OutputName implements ApiEnum {

	/** The logits of all classes. */
	LOGITS(Datatype.FP32),
	/** The probabilities of all classes, which a regression does not have. */
	PROBABILITIES(Datatype.FP32),
	/** One map per image and target. */
	HEATMAP(Datatype.FP32),
	/** The index of the class of each map. */
	TARGETS(Datatype.INT64),
	/** The label of the class of each map. */
	LABELS(Datatype.BYTES),
	/** Whether each map shows anything. */
	STATUS(Datatype.BYTES),
	/** The warnings of each map, one per line. */
	WARNINGS(Datatype.BYTES),
	/** The rectangle of each upright original that the maps cover. */
	REGION(Datatype.FP64);

	private final Datatype datatype;

	OutputName(Datatype datatype) {
		this.datatype = datatype;
	}

	Datatype datatype() {
		return this.datatype;
	}

	/**
	 * The outputs that a model has.
	 * @param model the model to run
	 * @return the outputs in order
	 */
	static Set<OutputName> of(Model model) {
		Set<OutputName> names = EnumSet.allOf(OutputName.class);
		if (!model.problemType().hasProbabilities() && !takesPrompts(model)) {
			names.remove(PROBABILITIES);
		}
		return names;
	}

	// Without prompts, it is not yet known whether there will be probabilities.
	private static boolean takesPrompts(Model model) {
		return model.labels().names().isEmpty() && Task.of(model).contains(Task.ZERO_SHOT);
	}

	static List<String> names(Set<OutputName> outputs) {
		return outputs.stream().map(OutputName::apiName).toList();
	}

	/**
	 * Whether the output belongs to an explanation, which takes more than one forward
	 * pass.
	 * @return false if a prediction suffices
	 */
	boolean needsExplanation() {
		return this != LOGITS && this != PROBABILITIES;
	}

	/**
	 * The shape of the output.
	 * @param model the model to run
	 * @return the size of each dimension, with -1 where requests differ
	 */
	List<Integer> shape(Model model) {
		return switch (this) {
			// without classes of its own, the model is asked about prompts
			case LOGITS, PROBABILITIES ->
				List.of(-1, model.labels().names().isEmpty() ? -1 : model.labels().names().size());
			case HEATMAP -> List.of(-1, -1, -1, -1);
			case TARGETS, LABELS, STATUS, WARNINGS -> List.of(-1, -1);
			case REGION -> List.of(-1, 4);
		};
	}

	static Optional<OutputName> find(String name) {
		return Arrays.stream(values()).filter((output) -> output.apiName().equals(name)).findFirst();
	}

}
