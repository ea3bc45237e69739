package io.heatlens.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.PreprocessingSources;
import io.heatlens.vit.input.ResampleFilter;
import io.heatlens.vit.input.Resize;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the images of a model are prepared, as clients see it.
 *
 * @param resize the resize of the upright image
 * @param interpolation the filter of the resize, in Pillow's arithmetic
 * @param crop the size of the centre that is kept after the resize; left out if images
 * are resized to the size of the input
 * @param input the size of the input that results
 * @param channels the number of channels, 3 for colour and 1 for grey
 * @param rescale the factor by which 8-bit levels are multiplied
 * @param mean the number per channel that is subtracted after that
 * @param std the number per channel by which the result is divided
 * @param sources where each of these settings comes from: a file and a key, or the
 * library or the published model whose default was taken
 */
@Schema(description = "How images are prepared: resized, cropped to the centre (no crop: left out), multiplied by rescale, "
		+ "less mean, divided by std. For each setting, sources names a file and a key, or the library or the published "
		+ "model whose default was taken.")
record ShownPreprocessing(ResizeTo resize, ResampleFilter interpolation,
		@JsonInclude(Include.NON_NULL) @Nullable InputSize crop, InputSize input, int channels, float rescale,
		List<Float> mean, List<Float> std, PreprocessingSources sources) {

	static ShownPreprocessing of(Model model) {
		Preprocessing preprocessing = model.description().preprocessing();
		Resize resize = preprocessing.resize();
		return new ShownPreprocessing(new ResizeTo(resize.mode(), resize.height(), resize.width()), resize.filter(),
				preprocessing.crops() ? preprocessing.crop() : null, preprocessing.crop(), model.channels(),
				preprocessing.rescale(), preprocessing.mean(), preprocessing.std(), preprocessing.sources());
	}

	/**
	 * The size to which images are resized.
	 *
	 * @param mode {@code exact}: to height and width; {@code shortest-edge}: the shorter
	 * side to this length; {@code fill} and {@code fit}: with the aspect ratio kept, so
	 * that both sides are at least, or at most, this long
	 * @param height the height in pixels
	 * @param width the width in pixels
	 */
	@Schema(description = "exact: to height and width; shortest-edge: the shorter side to this length; fill and fit: with the "
			+ "aspect ratio kept, both sides at least or at most this long.")
	record ResizeTo(Resize.Mode mode, int height, int width) {
	}

}
