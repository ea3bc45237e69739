package io.heatlens.vit.input;

/**
 * Where the settings of a preprocessing come from: a file and a key such as
 * {@code preprocessor_config.json: image_mean}, or the library or the published model
 * whose default was taken.
 *
 * @param resize the source of the mode and the size of the resize
 * @param interpolation the source of the filter of the resize
 * @param crop the source of the size of the crop, or of there being none
 * @param rescale the source of the factor
 * @param mean the source of the mean
 * @param std the source of the standard deviation
 */
public record PreprocessingSources(String resize, String interpolation, String crop, String rescale, String mean,
		String std) {
}
