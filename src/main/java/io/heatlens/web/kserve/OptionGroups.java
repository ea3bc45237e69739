package io.heatlens.web.kserve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.heatlens.image.DecodedImage;
import io.heatlens.web.UploadedImages;

/**
 * The options of each image of a request. Images with the same options are answered
 * together.
 *
 * @param <O> the type of the options
 * @param options the options of each image, which are one object for images with the same
 * parameters
 */
record OptionGroups<O>(List<O> options) {

	/**
	 * Reads the options of each image.
	 * @param <O> the type of the options
	 * @param parameters the parameters of each image
	 * @param reader the function that reads options from parameters
	 * @return the options
	 */
	static <O> OptionGroups<O> of(List<Map<String, List<String>>> parameters,
			Function<Map<String, List<String>>, O> reader) {
		Map<Map<String, List<String>>, O> read = new LinkedHashMap<>();
		return new OptionGroups<>(parameters.stream().map((one) -> read.computeIfAbsent(one, reader)).toList());
	}

	/**
	 * Answers the images that could be read.
	 * @param <T> the type of the answer
	 * @param images the images of the request
	 * @param answer the function that answers images with the same options
	 * @return one answer per readable image, in the order of the request
	 */
	<T> List<T> answer(UploadedImages images, BiFunction<O, List<DecodedImage>, List<T>> answer) {
		List<DecodedImage> readable = images.readable();
		Map<O, List<Integer>> groups = new LinkedHashMap<>();
		int position = 0;
		for (int i = 0; i < images.entries().size(); i++) {
			if (images.entries().get(i).image() != null) {
				groups.computeIfAbsent(this.options.get(i), (key) -> new ArrayList<>()).add(position++);
			}
		}
		Map<Integer, T> answers = new TreeMap<>();
		groups.forEach((key, positions) -> {
			List<T> values = answer.apply(key, positions.stream().map(readable::get).toList());
			for (int i = 0; i < values.size(); i++) {
				answers.put(positions.get(i), values.get(i));
			}
		});
		return List.copyOf(answers.values());
	}

}
