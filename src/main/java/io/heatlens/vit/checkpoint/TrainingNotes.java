package io.heatlens.vit.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a file of weights tells about its model beside the weights.
 *
 * @param architecture the name of the architecture that timm's training script saves, or
 * null if there is none
 * @param classes the number of classes, or null if no classifier is found
 */
public record TrainingNotes(@Nullable String architecture, @Nullable Long classes) {

	/**
	 * Reads the notes.
	 * @param file a file of weights, which is not trusted
	 * @return the notes
	 * @throws InvalidModelException if the file is damaged or holds no weights, or
	 * weights of a kind that no family reads
	 */
	public static TrainingNotes read(Path file) {
		if (file.toString().endsWith(".safetensors")) {
			return new TrainingNotes(null, classes(Safetensors.read(file)));
		}
		TorchFile torch = TorchFile.read(file);
		String architecture = (torch.content().entries().get("arch") instanceof String name) ? Names.printable(name)
				: null;
		return new TrainingNotes(architecture, classes(StateDict.of(torch, false).tensors()));
	}

	private static @Nullable Long classes(Map<String, TensorEntry> tensors) {
		Map<String, TensorEntry> unwrapped = Wrappers.unwrap(tensors).tensors();
		OtherWeights.refuse(unwrapped);
		Map<String, TensorEntry> flat = SequentialHead.flatten(unwrapped).tensors();
		return Stream.of("head.weight", "head.fc.weight", "classifier.weight")
			.map(flat::get)
			.filter((entry) -> entry != null && !entry.shape().isEmpty())
			.map((entry) -> entry.shape().get(0))
			.findFirst()
			.orElse(null);
	}

}
