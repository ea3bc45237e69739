package io.heatlens.vit.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes off what wrappers put before the names of all tensors: PyTorch's DataParallel and
 * DistributedDataParallel ("module."), torch.compile ("_orig_mod."), Lightning modules
 * and others that hold the model in a field ("model.", "net."), and the TimmWrapper of
 * transformers ("timm_model.").
 *
 * @param tensors where each tensor lies, by its name in the model
 * @param prefix what all names began with, or an empty string
 * @param left the tensors beside the model that are not part of it
 */
record Wrappers(Map<String, TensorEntry> tensors, String prefix, List<String> left) {

	private static final List<String> PREFIXES = List.of("module.", "_orig_mod.", "model.", "net.", "timm_model.");

	/** Losses in a Lightning module, whose weights are those of classes. */
	private static final String LOSS = "(criterion|loss|loss_fn|loss_function|loss_func)\\..*";

	/**
	 * Takes off the prefixes.
	 * @param tensors where each tensor lies, by its name in the file
	 * @return the tensors, unchanged if their names have no common prefix
	 */
	static Wrappers unwrap(Map<String, TensorEntry> tensors) {
		Wrappers unwrapped = new Wrappers(tensors, "", List.of());
		for (String prefix = unwrapped.next(); !prefix.isEmpty(); prefix = unwrapped.next()) {
			unwrapped = unwrapped.without(prefix);
		}
		return unwrapped;
	}

	/**
	 * Says what was changed.
	 * @return a clause that begins with a comma, or an empty string
	 */
	String description() {
		String names = this.prefix.isEmpty() ? "" : ", names without \"%s\"".formatted(this.prefix);
		return this.left.isEmpty() ? names
				: names + ", passed over %d others such as %s".formatted(this.left.size(), this.left.get(0));
	}

	private String next() {
		return PREFIXES.stream().filter(this::common).findFirst().orElse("");
	}

	private boolean common(String prefix) {
		boolean any = false;
		for (Map.Entry<String, TensorEntry> tensor : this.tensors.entrySet()) {
			boolean inside = tensor.getKey().startsWith(prefix);
			if (!inside && !beside(tensor.getKey(), tensor.getValue())) {
				return false;
			}
			any |= inside && tensor.getValue().type().floating();
		}
		return any;
	}

	// Counters, such as n_averaged of AveragedModel or those of a metric, are whole
	// numbers, which weights never are.
	private static boolean beside(String name, TensorEntry tensor) {
		return !tensor.type().floating() || name.matches(LOSS);
	}

	private Wrappers without(String prefix) {
		Map<String, TensorEntry> inside = new LinkedHashMap<>();
		List<String> beside = new ArrayList<>(this.left);
		this.tensors.forEach((name, tensor) -> {
			if (name.startsWith(prefix)) {
				inside.put(name.substring(prefix.length()), tensor);
			}
			else {
				beside.add(this.prefix + name);
			}
		});
		return new Wrappers(inside, this.prefix + prefix, beside);
	}

}
