package io.heatlens.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.heatlens.explain.method.RawMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of the passes over one image: its outputs and, for each target, the maps of
 * the methods. The record is immutable: a stage that computes more maps returns a copy
 * that contains them.
 *
 * @param outputs the outputs of the model for the image
 * @param targets the targets of the image, one or more, with their maps
 */
record ImageMaps(ModelOutputs outputs, List<TargetMaps> targets) {

	ImageMaps {
		targets = List.copyOf(targets);
	}

	/**
	 * Creates the results of an image without maps.
	 * @param outputs the outputs of the model for the image
	 * @param classes the indices of the classes to explain
	 * @return the results, with one target per class
	 */
	static ImageMaps of(ModelOutputs outputs, List<Integer> classes) {
		return new ImageMaps(outputs, classes.stream().map((index) -> new TargetMaps(index, Map.of(), null)).toList());
	}

	/**
	 * Leaves out the maps, so that they can be computed for a variant of the image.
	 * @return a copy with the same outputs and targets
	 */
	ImageMaps withoutMaps() {
		return of(this.outputs, classes());
	}

	/**
	 * The logits of the image.
	 * @return one logit per class
	 */
	float[] logits() {
		return this.outputs.logits();
	}

	/**
	 * The indices of the classes to explain.
	 * @return one index per target
	 */
	List<Integer> classes() {
		return this.targets.stream().map(TargetMaps::index).toList();
	}

	/**
	 * Finds the map of a method.
	 * @param target the index among the targets of the image
	 * @param method the name of a method that has run
	 * @return the map
	 */
	RawMap map(int target, String method) {
		return Objects.requireNonNull(this.targets.get(target).maps().get(method), method);
	}

	ImageMaps with(int target, String method, RawMap map) {
		return replace(target, this.targets.get(target).with(method, map));
	}

	/**
	 * Adds the maps of a method.
	 * @param method the name of the method
	 * @param maps the maps, one per target
	 * @return a copy that contains them
	 */
	ImageMaps with(String method, List<RawMap> maps) {
		ImageMaps all = this;
		for (int target = 0; target < maps.size(); target++) {
			all = all.with(target, method, maps.get(target));
		}
		return all;
	}

	ImageMaps withPixelSaliency(int target, RawMap saliency) {
		TargetMaps maps = this.targets.get(target);
		return replace(target, new TargetMaps(maps.index(), maps.maps(), saliency));
	}

	/**
	 * Changes every map.
	 * @param change returns the changed map
	 * @return a copy with the changed maps
	 */
	ImageMaps map(UnaryOperator<RawMap> change) {
		return new ImageMaps(this.outputs,
				this.targets.stream().map((target) -> target.map((method, map) -> change.apply(map))).toList());
	}

	/**
	 * Combines every map with that of the same target and method in other results.
	 * @param variant the results of a variant of the image
	 * @param function combines a map of the image with that of the variant
	 * @return a copy with the combined maps
	 */
	ImageMaps combine(ImageMaps variant, BinaryOperator<RawMap> function) {
		return new ImageMaps(this.outputs,
				IntStream.range(0, this.targets.size())
					.mapToObj((target) -> this.targets.get(target)
						.map((method, map) -> function.apply(map, variant.map(target, method))))
					.toList());
	}

	private ImageMaps replace(int target, TargetMaps maps) {
		List<TargetMaps> all = new ArrayList<>(this.targets);
		all.set(target, maps);
		return new ImageMaps(this.outputs, all);
	}

	/**
	 * The maps that explain one class.
	 *
	 * @param index the index of the class
	 * @param maps the maps by the name of the method
	 * @param pixelSaliency one value for each pixel that belongs to a patch, row by row;
	 * {@code null} unless the request asks for pixels
	 */
	record TargetMaps(int index, Map<String, RawMap> maps, @Nullable RawMap pixelSaliency) {

		TargetMaps {
			maps = Map.copyOf(maps);
		}

		TargetMaps with(String method, RawMap map) {
			Map<String, RawMap> all = new HashMap<>(this.maps);
			all.put(method, map);
			return new TargetMaps(this.index, all, this.pixelSaliency);
		}

		TargetMaps map(BiFunction<String, RawMap, RawMap> change) {
			Map<String, RawMap> all = new HashMap<>(this.maps);
			all.replaceAll(change);
			return new TargetMaps(this.index, all, this.pixelSaliency);
		}

	}

}
