package io.heatlens.vit.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The weights among what a training script saved.
 *
 * @param tensors where each tensor lies, by its name
 * @param origin where the weights were found, in words
 */
record StateDict(Map<String, TensorEntry> tensors, String origin) {

	/** The keys under which training scripts save weights, the first of them first. */
	private static final List<String> KEYS = List.of("state_dict", "model_state_dict", "model", "module", "net",
			"network");

	/** The keys of the averages of weights over the steps of the training. */
	private static final List<String> AVERAGES = List.of("state_dict_ema", "model_ema", "model_ema_state_dict",
			"ema_state_dict");

	private static final int MOST_NAMED = 12;

	/**
	 * Finds the weights of a file.
	 * @param file the file
	 * @param average whether to take the average of the weights (EMA)
	 * @return the weights
	 * @throws InvalidModelException if there are none
	 */
	static StateDict of(TorchFile file, boolean average) {
		for (String key : average ? AVERAGES : KEYS) {
			if (file.content().entries().get(key) instanceof Dictionary nested) {
				Map<String, TensorEntry> tensors = file.tensors(nested);
				if (!tensors.isEmpty()) {
					return new StateDict(tensors, "%s (\"%s\")".formatted(file.file().getFileName(), key));
				}
			}
		}
		Map<String, TensorEntry> tensors = file.tensors(file.content());
		if (average || tensors.isEmpty()) {
			throw new InvalidModelException(missing(file, average));
		}
		return new StateDict(tensors, file.file().getFileName().toString());
	}

	private static String missing(TorchFile file, boolean average) {
		Map<String, Object> entries = file.content().entries();
		String keys = entries.keySet()
			.stream()
			.limit(MOST_NAMED)
			.map(Names::printable)
			.collect(Collectors.joining(", ")) + ((entries.size() > MOST_NAMED) ? ", ..." : "");
		if (average) {
			return "%s has no averaged weights (under %s), but heatlens.models.ema asks for them; its keys are: %s"
				.formatted(file.file().getFileName(), String.join(", ", AVERAGES), keys);
		}
		if (entries.keySet().stream().anyMatch(AVERAGES::contains)) {
			return "%s has only averaged weights; to take them, set heatlens.models.ema=true"
				.formatted(file.file().getFileName());
		}
		return "%s has no weights, neither by themselves nor under %s; its keys are: %s"
			.formatted(file.file().getFileName(), String.join(", ", KEYS), keys);
	}

}
