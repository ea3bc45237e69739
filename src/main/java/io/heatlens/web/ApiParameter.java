package io.heatlens.web;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The parameters of the API, each once: they are checked, listed in error texts and
 * documented from here.
 */
enum ApiParameter {

	MODEL("Which model. Default: the default model."),

	METHOD("How to explain. Default: grad-cam."),

	TARGET("The class to explain: an index, else an exact label; repeatable. Default: the top prediction."),

	TOP("The n most probable classes, 1 to 10. An explanation takes either this or target."),

	LAYER("Where to look: blocks[i] or blocks[i].norm1; negative i counts from the end. Default: the model's."),

	NORMALIZE("How the raw map is scaled. Default: max."),

	VIEW("PNG: what the picture shows. Default: overlay."),

	COLORMAP("PNG: the colours. Default: turbo."),

	OPACITY("PNG: of the heatmap over the photograph, 0 to 1. Default: 0.5."),

	INTERPOLATION("PNG: between the patches. Default: bilinear.");

	/** What an explanation takes. */
	static final Set<ApiParameter> OF_EXPLANATIONS = EnumSet.allOf(ApiParameter.class);

	/** What a prediction takes. */
	static final Set<ApiParameter> OF_PREDICTIONS = EnumSet.of(MODEL, TOP);

	private final String description;

	ApiParameter(String description) {
		this.description = description;
	}

	String apiName() {
		return name().toLowerCase(Locale.ROOT);
	}

	String description() {
		return this.description;
	}

}
